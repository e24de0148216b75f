namespace IrsaOperator.Aws;

/// <summary>What an error of AWS means for the caller.</summary>
internal enum AwsErrorKind
{
    /// <summary>Not known to this program: worth another try.</summary>
    Unknown,

    /// <summary>The entity does not exist, or is not visible everywhere yet.</summary>
    NotFound,

    /// <summary>The name is taken.</summary>
    AlreadyExists,

    /// <summary>Another change of the same entity is under way, or has not settled.</summary>
    Busy,

    /// <summary>Too many calls.</summary>
    Throttled,

    /// <summary>The operator's credentials are missing, wrong or not sufficient.</summary>
    Denied,

    /// <summary>AWS refuses what was asked for.</summary>
    Rejected,

    /// <summary>A quota of the account is reached.</summary>
    LimitExceeded,

    /// <summary>AWS could not be reached, or failed on its side.</summary>
    Unavailable,
}
