using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>The world that a history plays in: users, administrators, what breaks, and the operator at work.</summary>
internal interface IHistoryWorld
{
    HistoryNames Names { get; }

    /// <summary>The bindings that are there, deleted ones as long as they last.</summary>
    IReadOnlyList<Subject> Subjects { get; }

    Task CreateAsync(Wish wish);

    /// <summary>The user's edit.</summary>
    Task EditAsync(Subject subject, Func<Wish, Wish> edit);

    Task DeleteAsync(Subject subject);

    /// <summary>Makes a ServiceAccount, if there is none.</summary>
    Task MakeServiceAccountAsync(string @namespace, string name);

    Task LoseServiceAccountAsync(string @namespace, string name);

    /// <summary>Another field manager takes the role's annotation for itself.</summary>
    Task TakeAnnotationAsync(string @namespace, string name, string value);

    /// <summary>Another field manager removes all annotations.</summary>
    Task StripAnnotationsAsync(string @namespace, string name);

    /// <summary>Makes a role where there is none, as an administrator does.</summary>
    void AddRole(RoleDefinition role);

    /// <summary>Changes a role, at one moment; nothing happens where there is none.</summary>
    void ChangeRole(string name, Func<RoleDefinition, RoleDefinition> change);

    void RemoveRole(string name);

    /// <summary>Something breaks from now on; what was broken before is whole again.</summary>
    void Arm(HistoryFault? fault);

    Task RestartAsync();

    /// <summary>Time passes.</summary>
    Task PassAsync(TimeSpan time);

    /// <summary>The operator works off what has come up.</summary>
    Task WorkAsync();

    /// <summary>Until no deletion is left.</summary>
    Task EndDeletionsAsync();

    /// <summary>Until the operator writes nothing any more.</summary>
    Task QuietAsync();

    /// <summary>Reads the account, the cluster, and the bindings' statuses.</summary>
    Task<HistoryState> LookAsync();
}
