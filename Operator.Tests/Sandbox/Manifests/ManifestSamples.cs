using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Abstractions.Rbac;

namespace IrsaOperator.Tests.Sandbox.Manifests;

/// <summary>
/// A lamp that follows
/// its <see cref="LampSpec"/>.
/// </summary>
[KubernetesEntity(Group = "test.example", ApiVersion = "v1", Kind = "Lamp")]
public sealed class V1Lamp : CustomKubernetesEntity<LampSpec, LampStatus>;

/// <summary>What the lamp should be.</summary>
public sealed class LampSpec
{
    /// <summary>The <c>colour</c>; <see langword="null"/> is white.</summary>
    public string? Color { get; set; }

    /// <summary>Not this text.</summary>
    [Description("Explicit text.")]
    public int Watts { get; set; }

    /// <summary>The bulbs.</summary>
    public IList<Bulb> Bulbs { get; set; } = [];

    /// <summary>The bulbs by name.</summary>
    public IDictionary<string, Bulb> Named { get; set; } = new Dictionary<string, Bulb>(StringComparer.Ordinal);
}

/// <summary>One bulb.</summary>
public sealed class Bulb
{
    /// <summary>The socket's size.</summary>
    public string Socket { get; set; } = string.Empty;
}

/// <summary>What the lamp is.</summary>
public sealed class LampStatus
{
    /// <summary>Whether it shines.</summary>
    public bool On { get; set; }
}

[GenericRbac(Groups = [""], Resources = ["serviceaccounts", "configmaps"], Verbs = RbacVerb.Get | RbacVerb.Patch)]
[GenericRbac(Groups = ["apps"], Resources = ["deployments"], Verbs = RbacVerb.List)]
[GenericRbac(Urls = ["/metrics"], Verbs = RbacVerb.Get)]
public sealed class LampController;
