using System.Text.Json.Serialization;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Abstractions.Rbac;

namespace IrsaOperator.Tests.Standins.KubeOps.Transpiler;

[KubernetesEntity(Group = "test.example", ApiVersion = "v1beta1", Kind = "Widget")]
[KubernetesEntityShortNames("wd", "wdg")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "Age", "date")]
[ScaleSubresource(".spec.replicas", ".status.replicas")]
[Description("A widget.")]
public sealed class V1Beta1Widget : CustomKubernetesEntity<WidgetSpec, WidgetStatus>;

[ValidationRule("self.replicas > 0", ".replicas", "must be positive", null, "FieldValueInvalid")]
public sealed class WidgetSpec
{
    [Required]
    [Length(1, 63)]
    [Pattern("^[a-z]+$")]
    public string Name { get; set; } = string.Empty;

    public string? Note { get; set; }

    [RangeMinimum(0)]
    [DefaultValue(1L)]
    public int Replicas { get; set; }

    public long? Limit { get; set; }

    [EnumValues("Fast", "Slow")]
    [AdditionalPrinterColumn(PrinterColumnPriority.WideView, "Mode")]
    public string Mode { get; set; } = "Fast";

    public WidgetColor Color { get; set; }

    [DefaultValue("{\"a\":[1,true]}", Json = true)]
    [PreserveUnknownFields]
    public Dictionary<string, string> Tags { get; set; } = [];

    [XListType(XListType.Map)]
    [XListMapKeys("type")]
    [Items(maxItems: 4)]
    public IList<WidgetPart> Parts { get; set; } = [];

    public DateTime? Since { get; set; }

    public object? Anything { get; set; }

    public IntOrString? Port { get; set; }

    public V1Pod? Template { get; set; }

    [Ignore]
    public TimeSpan Hidden { get; set; }
}

public sealed class WidgetPart
{
    [Required]
    public string Type { get; set; } = string.Empty;

    public bool Spare { get; set; }
}

public sealed class WidgetStatus
{
    [AdditionalPrinterColumn]
    public string? Phase { get; set; }

    public int Replicas { get; set; }
}

public enum WidgetColor
{
    Red,

    [JsonStringEnumMemberName("deep-blue")]
    Blue,
}

[KubernetesEntity(Group = "test.example", ApiVersion = "v1", Kind = "Widget")]
[EntityScope(EntityScope.Cluster)]
public sealed class V1Widget : CustomKubernetesEntity<WidgetPart>;

[KubernetesEntity(Group = "test.example", ApiVersion = "v1", Kind = "Hidden")]
[Ignore]
public sealed class V1Hidden : CustomKubernetesEntity<WidgetPart>;

[KubernetesEntity(Group = "test.example", ApiVersion = "v1", Kind = "Bad")]
public sealed class BadEntity<TSpec> : CustomKubernetesEntity<TSpec>
    where TSpec : new();

public sealed class SpanSpec
{
    public TimeSpan After { get; set; }
}

public sealed class CycleSpec
{
    public CycleSpec? Next { get; set; }
}

public sealed class UniqueSpec
{
    [UniqueItems]
    public IList<string> Names { get; set; } = [];
}

public sealed class KeySpec
{
    [XListType(XListType.Map)]
    [XListMapKeys("spare")]
    public IList<WidgetPart> Parts { get; set; } = [];
}

public sealed class ReasonSpec
{
    [ValidationRule("true", reason: "Whim")]
    public string? Name { get; set; }
}

[EntityRbac(typeof(V1Beta1Widget), Verbs = RbacVerb.Get | RbacVerb.List)]
[EntityRbac(typeof(V1Beta1Widget), Verbs = RbacVerb.Watch)]
[EntityRbac(typeof(V1Secret), Verbs = RbacVerb.AllExplicit)]
[GenericRbac(Groups = ["coordination.k8s.io"], Resources = ["leases"], Verbs = RbacVerb.All)]
public sealed class SampleController;
