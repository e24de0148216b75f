using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation.Histories;

/// <summary>What others do in memory.</summary>
internal sealed partial class MemoryHistoryWorld
{
    public Task CreateAsync(Wish wish)
    {
        var subject = new Subject(wish, ++_number);
        _subjects.Add(subject);
        _world.Bindings.Add(subject.Binding);
        return Task.CompletedTask;
    }

    public Task EditAsync(Subject subject, Func<Wish, Wish> edit)
    {
        subject.Edit(_world, edit);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(Subject subject)
    {
        (subject.Deleting, subject.Due) = (true, DateTimeOffset.MinValue);
        return Task.CompletedTask;
    }

    public Task MakeServiceAccountAsync(string @namespace, string name)
    {
        if (!_world.ServiceAccounts.ContainsKey((@namespace, name)))
            _world.AddServiceAccount(@namespace, name);
        return WakeAsync(@namespace, name);
    }

    public Task LoseServiceAccountAsync(string @namespace, string name)
    {
        _world.ServiceAccounts.Remove((@namespace, name));
        foreach (var held in _world.ManagersOf.Keys.Where(held => held.Namespace == @namespace && held.Name == name).ToList())
            _world.ManagersOf.Remove(held);
        return WakeAsync(@namespace, name);
    }

    public Task TakeAnnotationAsync(string @namespace, string name, string value) => ChangeAsync(@namespace, name, now =>
    {
        _world.ManagersOf[(@namespace, name, WellKnown.RoleArnAnnotation)] = "argocd";
        return now with
        {
            Annotations = now.Annotations.SetItem(WellKnown.RoleArnAnnotation, value),
            OurAnnotationKeys = now.OurAnnotationKeys.Remove(WellKnown.RoleArnAnnotation),
        };
    });

    public Task StripAnnotationsAsync(string @namespace, string name) => ChangeAsync(@namespace, name, now =>
    {
        _world.ManagersOf.Remove((@namespace, name, WellKnown.RoleArnAnnotation));
        return now with { Annotations = now.Annotations.Clear(), OurAnnotationKeys = [] };
    });

    public void AddRole(RoleDefinition role) => _world.Roles.TryAdd(role.Name, FakeRole.Created(role) with { Definition = role, Id = "AROAFOREIGN" });

    public void ChangeRole(string name, Func<RoleDefinition, RoleDefinition> change)
    {
        if (_world.Roles.TryGetValue(name, out var role))
            _world.Roles[name] = role with { Definition = change(role.Definition) };
    }

    public void RemoveRole(string name) => _world.Roles.Remove(name);

    private Task ChangeAsync(string @namespace, string name, Func<ServiceAccountState, ServiceAccountState> change)
    {
        if (!_world.ServiceAccounts.TryGetValue((@namespace, name), out var now))
            return Task.CompletedTask;
        _world.ServiceAccounts[(@namespace, name)] = change(now);
        return WakeAsync(@namespace, name);
    }

    private Task WakeAsync(string @namespace, string name)
    {
        foreach (var subject in _subjects.Where(subject => subject.Wish.Namespace == @namespace && subject.Wish.ServiceAccount == name))
            subject.Due = DateTimeOffset.MinValue;
        return Task.CompletedTask;
    }
}
