using IrsaOperator.Infrastructure.Commands;
using IrsaOperator.Infrastructure.Configuration;

namespace IrsaOperator.Infrastructure.Tests.Configuration;

public sealed class SettingsReaderTests
{
    /// <summary>One value of each kind of wrong for every key.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "clusterName", "-x" },
        { "clusterName", "with_underscore" },
        { "clusterName", new string('a', 41) },
        { "kubernetesVersion", "latest" },
        { "kubernetesVersion", "1.35.1" },
        { "vpcCidr", "10.3.0.0" },
        { "vpcCidr", "10.3.0.0/24" },
        { "vpcCidr", "8.8.0.0/16" },
        { "vpcCidr", "fd00::/16" },
        { "flowLogs", "yes" },
        { "publicAccessCidrs", "everywhere" },
        { "secretsEncryption", "aws" },
        { "adminPrincipal", "alice" },
        { "adminPrincipal", "arn:aws:sts::111122223333:assumed-role/admin/alice" },
        { "instanceTypes", "r5a.2xlarge,," },
        { "amiType", "AL2_x86_64" },
        { "minSize", "-1" },
        { "desiredSize", "many" },
        { "maxSize", "451" },
        { "sshKeyName", "schlüssel" },
        { "sshCidr", "10.0.0.1/33" },
        { "cniPolicyOnNodeRole", "no" },
        { "operatorNamespace", "Irsa" },
        { "operatorName", "irsa_operator" },
        { "boundaryActions", "*" },
        { "boundaryActions", "*:*" },
        { "boundaryActions", "s3:*,iam:PassRole" },
        { "boundaryActions", "sts:AssumeRole" },
        { "boundaryActions", "s3" },
        { "boundaryActions", "s3:" + new string('A', 4000) },
    };

    [Fact]
    public void The_defaults_are_settings()
    {
        var (settings, mistakes) = Read();
        Assert.Empty(mistakes);
        Assert.Equal(("eks-dev", "1.35", "10.3.0.0/16"), (settings!.ClusterName, settings.KubernetesVersion, settings.VpcCidr));
        Assert.Equal(("/irsa-operator/eks-dev/", "system:serviceaccount:irsa-system:irsa-operator"), (settings.RolePath, settings.OperatorSubject));
        Assert.Equal("10.3.0.0/16", settings.Nodes.SshCidr);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_gets_one_sentence_that_names_it(string key, string value)
    {
        var (settings, mistakes) = Read($"{key}={value}");
        Assert.Null(settings);
        var mistake = mistakes[0];
        Assert.StartsWith($"{key} is \"{value}\": use ", mistake, StringComparison.Ordinal);
        Assert.EndsWith(".", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_has_a_wrong_value_above() =>
        Assert.Equal(
            ContextKeys.All.Select(key => key.Name).Order(StringComparer.Ordinal),
            Wrong.Select(row => row.Data.Item1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(2, Read("flowLogs=maybe", "vpcCidr=none").Mistakes.Count);

    [Theory]
    [InlineData("minSize=3")]
    [InlineData("desiredSize=0")]
    [InlineData("maxSize=0")]
    [InlineData("desiredSize=3")]
    public void Sizes_that_do_not_fit_together_are_told(string context) =>
        Assert.Contains("do not fit together", Assert.Single(Read(context).Mistakes), StringComparison.Ordinal);

    [Fact]
    public void A_key_that_nobody_knows_is_told_with_those_that_are_known()
    {
        var mistake = Assert.Single(Read("cluster-name=x").Mistakes);
        Assert.StartsWith("There is no context \"cluster-name\": the known ones are clusterName, ", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void The_CDK_CLIs_own_keys_are_let_through() =>
        Assert.Empty(Read("aws:cdk:enable-path-metadata=false", "@aws-cdk/core:newStyleStackSynthesis=true").Mistakes);

    [Fact]
    public void Context_of_the_CDK_CLI_is_read_whatever_its_JSON_type_and_ours_wins()
    {
        var context = CdkContext.Read(["maxSize=5"], name => name == "CDK_CONTEXT_JSON" ? """{"flowLogs":true,"maxSize":3,"instanceTypes":["a.b","c.d"],"clusterName":"x"}""" : null);
        Assert.Equal(("true", "5", "a.b,c.d", "x"), (context["flowLogs"], context["maxSize"], context["instanceTypes"], context["clusterName"]));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    public void Context_that_is_no_object_is_told(string json) =>
        Assert.StartsWith("CDK_CONTEXT_JSON is no JSON object", Assert.Throws<SynthesisException>(() => CdkContext.Read([], _ => json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Context_without_a_value_is_told() =>
        Assert.Equal("\"flowLogs\" is no context: write -c key=value.", Assert.Throws<SynthesisException>(() => CdkContext.Read(["flowLogs"], _ => null)).Message);

    [Fact]
    public async Task The_README_has_every_key_with_its_default()
    {
        var lines = await File.ReadAllLinesAsync(RepositoryFiles.At("Infrastructure", "README.md"), TestContext.Current.CancellationToken);
        var rows = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(ContextKeys.All.Select(key => $"`{key.Name}`"), rows.Select(row => row[1]));
        Assert.All(ContextKeys.All.Where(key => key != ContextKeys.BoundaryActions), key =>
            Assert.Equal(key.Default is null ? "-" : $"`{key.Default}`", rows.Single(row => row[1] == $"`{key.Name}`")[2]));
    }

    private static (BaseClusterSettings? Settings, IReadOnlyList<string> Mistakes) Read(params string[] context)
    {
        var values = CdkContext.Read(context, _ => null);
        return SettingsReader.Read(values.Keys, values.GetValueOrDefault);
    }
}
