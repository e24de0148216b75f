using System.Text.Json;
using IrsaOperator.Infrastructure.Overlay;
using YamlDotNet.RepresentationModel;

namespace IrsaOperator.Infrastructure.Tests.Overlay;

/// <summary>From a stack's outputs to what is applied.</summary>
public sealed class OverlayTests : IDisposable
{
    private const string RoleArn = "arn:aws:iam::111122223333:role/irsa-operator-system/prod/prod-irsa-operator";

    private static readonly Dictionary<string, string> Outputs = new(StringComparer.Ordinal)
    {
        ["ClusterName"] = "prod",
        ["OperatorNamespace"] = "irsa-system",
        ["OperatorServiceAccount"] = "irsa-operator",
        ["OperatorRoleArn"] = RoleArn,
        ["OperatorArguments"] = "--cluster-name=prod --role-path=/irsa-operator/prod/ --enforce-permissions-boundary",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("irsa-overlay-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Outputs_are_read_as_CloudFormation_and_as_the_CDK_write_them()
    {
        var list = Outputs.Select(output => new { OutputKey = output.Key, OutputValue = output.Value, Description = "words" }).ToList();
        string[] forms =
        [
            JsonSerializer.Serialize(list),
            JsonSerializer.Serialize(new { Stacks = new[] { new { StackName = "prod", Outputs = list } } }),
            JsonSerializer.Serialize(new Dictionary<string, object> { ["prod"] = Outputs }),
        ];
        Assert.All(forms, form =>
        {
            var outputs = StackOutputs.Read(form);
            Assert.Equal(("prod", "irsa-system", "irsa-operator", RoleArn), (outputs.ClusterName, outputs.Namespace, outputs.ServiceAccount, outputs.RoleArn));
            Assert.Equal(["--cluster-name=prod", "--role-path=/irsa-operator/prod/", "--enforce-permissions-boundary"], outputs.Arguments);
        });
    }

    [Theory]
    [InlineData("no json", "is no JSON")]
    [InlineData("{}", "no outputs of one stack")]
    [InlineData("""{"Stacks":[]}""", "no outputs of one stack")]
    [InlineData("""{"a":{},"b":{}}""", "no outputs of one stack")]
    [InlineData("[]", "have no ClusterName")]
    [InlineData("""{"prod":{"ClusterName":"prod"}}""", "have no OperatorNamespace")]
    [InlineData("""[{"OutputKey":"ClusterName","OutputValue":7}]""", "have no ClusterName")]
    public void Anything_else_is_told(string json, string message) =>
        Assert.Contains(message, Assert.Throws<OverlayException>(() => StackOutputs.Read(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("irsa-operator", "irsa-operator", null, null)]
    [InlineData("registry:5000/irsa-operator", "registry:5000/irsa-operator", null, null)]
    [InlineData("registry:5000/irsa-operator:1.2", "registry:5000/irsa-operator", "1.2", null)]
    [InlineData("irsa-operator@sha256:ab", "irsa-operator", null, "sha256:ab")]
    public void An_image_is_a_name_and_a_tag_or_a_digest(string text, string name, string? tag, string? digest) =>
        Assert.Equal(new Image(name, tag, digest), Image.Parse(text));

    [Fact]
    public void The_overlay_is_YAML_whatever_the_outputs_hold()
    {
        var odd = StackOutputs.Read(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["x"] = new Dictionary<string, string>(Outputs, StringComparer.Ordinal) { ["OperatorArguments"] = "--role-tags=a=b:\"c\",#d='e' --x={y}" },
        }));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(OverlayRenderer.Render(odd, "../config/default", image: null)));
        var patches = (YamlSequenceNode)yaml.Documents[0].RootNode["patches"];
        var operations = new YamlStream();
        operations.Load(new StringReader(patches[1]["patch"].ToString()));
        Assert.Equal(
            ["--role-tags=a=b:\"c\",#d='e'", "--x={y}"],
            ((YamlSequenceNode)operations.Documents[0].RootNode).Select(operation => operation["value"].ToString()));
    }

    [Theory]
    [InlineData("irsa-system", "irsa-operator")]
    [InlineData("platform", "roles")]
    public async Task Kubectl_builds_the_installation_with_role_and_options_filled_in(string @namespace, string name)
    {
        var file = Path.Combine(_folder.FullName, "outputs.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["prod"] = new Dictionary<string, string>(Outputs, StringComparer.Ordinal) { ["OperatorNamespace"] = @namespace, ["OperatorServiceAccount"] = name },
        }), Cancel);
        var made = await Tool.RunAsync("dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "irsa-infrastructure.dll"), "overlay", "--outputs", file, "--output", Path.Combine(_folder.FullName, "overlay"),
             "--config", RepositoryFiles.At("config", "default"), "--image", "registry.example.com/irsa-operator:1.2.3"], Cancel);
        Assert.True(made.ExitCode == 0, made.Output);

        var built = await Tool.RunAsync("kubectl", ["kustomize", Path.Combine(_folder.FullName, "overlay")], Cancel);
        Assert.SkipUnless(built.Found, "kubectl is not installed");
        Assert.True(built.ExitCode == 0, built.Output);
        var objects = Objects(built.Output);

        var account = objects[("ServiceAccount", name)];
        Assert.Equal(RoleArn, account["metadata"]["annotations"]["eks.amazonaws.com/role-arn"].ToString());
        var pod = objects[("Deployment", "irsa-operator")]["spec"]["template"]["spec"];
        var container = ((YamlSequenceNode)pod["containers"])[0];
        Assert.Equal(name, pod["serviceAccountName"].ToString());
        Assert.Equal("registry.example.com/irsa-operator:1.2.3", container["image"].ToString());
        Assert.Equal(
            ["run", "--leader-elect", "--log-format=json", "--cluster-name=prod", "--role-path=/irsa-operator/prod/", "--enforce-permissions-boundary"],
            ((YamlSequenceNode)container["args"]).Select(argument => argument.ToString()));
        Assert.Equal(@namespace, objects.Single(pair => pair.Key.Kind == "Namespace").Key.Name);

        var subjects = objects.Where(pair => pair.Key.Kind is "ClusterRoleBinding" or "RoleBinding").Select(pair => ((YamlSequenceNode)pair.Value["subjects"])[0]).ToList();
        Assert.NotEmpty(subjects);
        Assert.All(subjects, subject => Assert.Equal((name, @namespace), (subject["name"].ToString(), subject["namespace"].ToString())));
        Assert.All(
            objects.Where(pair => pair.Key.Kind is "ServiceAccount" or "Deployment" or "Role" or "RoleBinding" or "PodDisruptionBudget"),
            pair => Assert.Equal(@namespace, pair.Value["metadata"]["namespace"].ToString()));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_in_a_sentence()
    {
        var told = await Tool.RunAsync("dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "irsa-infrastructure.dll"), "overlay", "--outputs", Path.Combine(_folder.FullName, "none.json"),
             "--output", _folder.FullName, "--config", RepositoryFiles.At("config", "default")], Cancel);
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("none.json", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told.Output, StringComparison.Ordinal);
    }

    private static Dictionary<(string Kind, string Name), YamlNode> Objects(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Select(document => document.RootNode).ToDictionary(root => (root["kind"].ToString(), root["metadata"]["name"].ToString()));
    }
}
