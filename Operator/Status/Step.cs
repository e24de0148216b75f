namespace IrsaOperator.Status;

/// <summary>The steps of a reconcile, in their order; each has a condition of its own.</summary>
internal enum Step
{
    IdentityProvider,
    Role,
    ServiceAccount,

    /// <summary>Only with --verify-token-exchange.</summary>
    Credentials,
}
