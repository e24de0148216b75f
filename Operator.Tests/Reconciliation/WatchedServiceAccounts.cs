using System.Globalization;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>ServiceAccounts, each change of which has a version of its own, and a watch that tells of it.</summary>
internal sealed class WatchedServiceAccounts(Action<string, string, ServiceAccountState?> told) : Dictionary<(string Namespace, string Name), ServiceAccountState>
{
    private int _version;

    public new ServiceAccountState this[(string Namespace, string Name) key]
    {
        get => base[key];
        set
        {
            var versioned = base[key] = value with { ResourceVersion = (++_version).ToString(CultureInfo.InvariantCulture) };
            told(key.Namespace, key.Name, versioned);
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
