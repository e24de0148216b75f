using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>The roles of the account.</summary>
internal interface IRoles
{
    /// <summary>What this process knows of the role without asking IAM, however long ago; null when it knows nothing.</summary>
    ObservedRole? Known(string name);

    /// <summary>The role as IAM has it, or as our own last confirmed write left it; null when there is none.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="maxAge">How old the answer may be; older ones are read again.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    Task<ObservedRole?> ObserveAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken);

    /// <summary>Carries out one action.</summary>
    /// <returns>The role after it; null after its deletion.</returns>
    /// <exception cref="AwsException">IAM refused; for <see cref="RoleAction.Create"/> also AlreadyExists.</exception>
    Task<ObservedRole?> ApplyAsync(string name, RoleAction action, CancellationToken cancellationToken);

    /// <summary>Whether IAM may still contradict itself about this role, because it was changed a moment ago.</summary>
    bool IsSettling(string name);
}
