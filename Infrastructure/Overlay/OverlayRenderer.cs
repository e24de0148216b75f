using YamlDotNet.Serialization;

namespace IrsaOperator.Infrastructure.Overlay;

/// <summary>The kustomization that installs the operator in the cluster of a stack.</summary>
internal static class OverlayRenderer
{
    private const string OperatorName = "irsa-operator";
    private const string OperatorImage = "irsa-operator";
    private static readonly ISerializer Yaml = new SerializerBuilder().WithIndentedSequences().DisableAliases().Build();

    /// <summary>Writes the text of kustomization.yaml.</summary>
    /// <param name="outputs">Of the deployed stack.</param>
    /// <param name="config">config/default, as seen from the overlay's folder.</param>
    /// <param name="image">Null leaves the image as config/manager names it.</param>
    public static string Render(StackOutputs outputs, string config, Image? image)
    {
        var kustomization = new Dictionary<string, object>
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["namespace"] = outputs.Namespace,
            ["resources"] = new[] { config },
        };
        if (image is not null)
            kustomization["images"] = new[] { Renamed(image) };
        kustomization["patches"] = Patches(outputs).ToArray();
        return $"# The operator for the cluster {outputs.ClusterName}, rendered from the outputs of its stack: kubectl apply -k here.\n{Write(kustomization)}";
    }

    private static Dictionary<string, object> Renamed(Image image)
    {
        var renamed = new Dictionary<string, object> { ["name"] = OperatorImage, ["newName"] = image.Name };
        if (image.Tag is not null)
            renamed["newTag"] = image.Tag;
        if (image.Digest is not null)
            renamed["digest"] = image.Digest;
        return renamed;
    }

    private static IEnumerable<Dictionary<string, object>> Patches(StackOutputs outputs)
    {
        yield return Patch("ServiceAccount", Operation("add", "/metadata/annotations", new Dictionary<string, object> { ["eks.amazonaws.com/role-arn"] = outputs.RoleArn }));
        yield return Patch("Deployment", [.. outputs.Arguments.SelectMany(argument => Operation("add", "/spec/template/spec/containers/0/args/-", argument))]);
        if (outputs.ServiceAccount == OperatorName)
            yield break;

        // References to the ServiceAccount follow its name.
        var rename = Patch("ServiceAccount", Operation("replace", "/metadata/name", outputs.ServiceAccount));
        rename["options"] = new Dictionary<string, object> { ["allowNameChange"] = true };
        yield return rename;
    }

    private static Dictionary<string, object> Patch(string kind, object[] operations) => new()
    {
        ["target"] = new Dictionary<string, object> { ["kind"] = kind, ["name"] = OperatorName },
        ["patch"] = Write(operations),
    };

    private static object[] Operation(string operation, string path, object value) =>
        [new Dictionary<string, object> { ["op"] = operation, ["path"] = path, ["value"] = value }];

    // The same file on every system.
    private static string Write(object value) => Yaml.Serialize(value).ReplaceLineEndings("\n");
}
