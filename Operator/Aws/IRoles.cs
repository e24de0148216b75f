using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>The roles of the account.</summary>
internal interface IRoles
{
    /// <summary>What this process knows of the role without asking IAM, however long ago; null when it knows nothing.</summary>
    ObservedRole? Known(string name);

    /// <summary>
    /// The role as this process knew it at most so long ago, by reading it, by a sweep, or by our own last confirmed write; null
    /// when there is none. What is not known is found out, all roles at once where that is cheaper.
    /// </summary>
    /// <param name="name">The role's name.</param>
    /// <param name="maxAge">How old the answer may be.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    Task<ObservedRole?> ObserveAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken);

    /// <summary>
    /// The role as IAM shows it when it is asked for by itself, at most so long ago; null when there is none. A sweep may lag
    /// behind and leave things out: what it shows is confirmed in this way before it is acted upon.
    /// </summary>
    Task<ObservedRole?> ReadAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken);

    /// <summary>The role as IAM shows it now, without what hangs on it: that takes one call. Null when there is none.</summary>
    Task<ObservedRole?> ReadHeadAsync(string name, CancellationToken cancellationToken);

    /// <summary>A role that somebody else manages, at most so old; null when there is none.</summary>
    Task<ExistingRole?> FindAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken);

    /// <summary>Carries out one action.</summary>
    /// <returns>The role after it; null after its deletion.</returns>
    /// <exception cref="AwsException">IAM refused; for <see cref="RoleAction.Create"/> also AlreadyExists.</exception>
    Task<ObservedRole?> ApplyAsync(string name, RoleAction action, CancellationToken cancellationToken);

    /// <summary>Drops what is known of a role that no binding wants any more.</summary>
    void Release(string name);

    /// <summary>Whether a creation was sent a moment ago whose effect is not known: a role that IAM does not show may be there.</summary>
    bool IsInDoubt(string name);

    /// <summary>Whether IAM may still contradict itself about this role, because it was changed a moment ago.</summary>
    bool IsSettling(string name);
}
