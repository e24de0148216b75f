namespace IrsaOperator.Sandbox.Aws;

internal enum AwsDecision
{
    Allowed,

    /// <summary>No policy of the role allows it.</summary>
    ImplicitDeny,

    ExplicitDeny,

    /// <summary>The role's policies allow it and its boundary does not.</summary>
    BoundaryDeny,

    BoundaryExplicitDeny,

    /// <summary>The role's policies allow it, and those that the session was opened with do not.</summary>
    SessionDeny,

    SessionExplicitDeny,
}
