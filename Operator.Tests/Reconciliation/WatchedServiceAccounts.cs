using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>ServiceAccounts, and a watch that tells of every change.</summary>
internal sealed class WatchedServiceAccounts(Action<string, string, ServiceAccountState?> told) : Dictionary<(string Namespace, string Name), ServiceAccountState>
{
    public new ServiceAccountState this[(string Namespace, string Name) key]
    {
        get => base[key];
        set
        {
            base[key] = value;
            told(key.Namespace, key.Name, value);
        }
    }

    public new bool Remove((string Namespace, string Name) key)
    {
        if (!base.Remove(key))
            return false;
        told(key.Namespace, key.Name, null);
        return true;
    }
}
