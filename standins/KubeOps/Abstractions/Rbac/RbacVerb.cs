namespace KubeOps.Abstractions.Rbac;

/// <summary>Verbs of a policy rule.</summary>
[Flags]
public enum RbacVerb
{
    /// <summary>No verb.</summary>
    None = 0,

    /// <summary>The wildcard <c>*</c>.</summary>
    All = 1,
    Get = 2,
    List = 4,
    Watch = 8,
    Create = 16,
    Update = 32,
    Patch = 64,
    Delete = 128,

    /// <summary>All of the verbs above by their names, without the wildcard.</summary>
    AllExplicit = 256,
}
