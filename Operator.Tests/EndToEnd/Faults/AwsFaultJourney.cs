namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>What a binding goes through while one of its calls fails.</summary>
internal enum AwsFaultJourney
{
    /// <summary>It makes its role.</summary>
    Create,

    /// <summary>It takes over a role, which differs from it in everything.</summary>
    Adopt,

    /// <summary>It takes over a role that has a boundary, and wants none.</summary>
    Unbound,

    /// <summary>It names a role of somebody else.</summary>
    Existing,

    /// <summary>It is deleted, and its role with it.</summary>
    Delete,

    /// <summary>It is deleted, and its role stays.</summary>
    Retain,
}
