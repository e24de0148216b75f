using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IrsaOperator.Infrastructure.Tests.Stacks;

/// <summary>The template as a whole.</summary>
public sealed partial class TemplateTests(Synthesized synthesized, ITestOutputHelper output)
{
    private static readonly string[] Everything =
    [
        "flowLogs=true", "secretsEncryption=true", "sshKeyName=ops", "cniPolicyOnNodeRole=false", "adminPrincipal=arn:aws:iam::111122223333:role/admins",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_settings_give_the_same_bytes()
    {
        var first = await File.ReadAllBytesAsync(synthesized.Write(), Cancel);
        var start = Stopwatch.GetTimestamp();
        var second = await File.ReadAllBytesAsync(synthesized.Write(), Cancel);
        output.WriteLine($"synthesis in a running process: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s, {second.Length} bytes");
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task The_template_in_the_repository_is_up_to_date()
    {
        var kept = await File.ReadAllTextAsync(RepositoryFiles.At("Infrastructure", "template", "eks-dev.template.json"), Cancel);
        var made = await File.ReadAllTextAsync(synthesized.Write(), Cancel);
        Assert.True(kept == made, "Infrastructure/template is stale, renew it with: dotnet run --project Infrastructure -- synth --output Infrastructure/template");
    }

    [Fact]
    public void It_needs_no_Lambda_no_asset_and_no_bootstrap()
    {
        foreach (var template in new[] { synthesized.Template(), synthesized.Template(Everything) })
        {
            var types = template.Resources.CountBy(resource => resource.Type).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
            output.WriteLine($"{template.Resources.Count} resources: {string.Join(", ", types.Select(pair => $"{pair.Value} {pair.Key}"))}");
            Assert.DoesNotContain(types, type => type.Key.StartsWith("AWS::Lambda", StringComparison.Ordinal) || type.Key.StartsWith("Custom::", StringComparison.Ordinal)
                || type.Key is "AWS::CloudFormation::CustomResource" or "AWS::CDK::Metadata");

            // Parameters would name a bucket of assets or a version of the bootstrap; a rule would check one.
            Assert.Equal(["Description", "Outputs", "Resources"], template.Root.Select(part => part.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void It_names_no_region_and_no_account()
    {
        var text = synthesized.Template().Root.ToJsonString();
        Assert.DoesNotMatch(Region(), text);
        Assert.DoesNotMatch(Account(), text);
    }

    [Fact]
    public void Nobody_may_do_everything_and_nobody_writes_everywhere()
    {
        foreach (var template in new[] { synthesized.Template(), synthesized.Template(Everything) })
        {
            var granted = Granted(template).ToList();
            Assert.NotEmpty(granted);
            Assert.All(granted, statement =>
            {
                Assert.All(statement.Actions, action => Assert.DoesNotContain("*", action, StringComparison.Ordinal));
                if (statement.Allows && statement.Resources.Contains("*"))
                    Assert.All(statement.Actions, action => Assert.Matches(ReadAction(), action));
            });
        }
    }

    [Fact]
    public void There_is_no_aws_auth() =>
        Assert.DoesNotContain("aws-auth", synthesized.Template().Root.ToJsonString(), StringComparison.Ordinal);

    [Theory]
    [InlineData]
    [InlineData("flowLogs=true", "secretsEncryption=true", "sshKeyName=ops", "cniPolicyOnNodeRole=false", "adminPrincipal=arn:aws:iam::111122223333:role/admins")]
    public async Task Cfn_lint_has_nothing_to_say(params string[] context)
    {
        var version = await Tool.RunAsync("cfn-lint", ["--version"], Cancel);
        Assert.SkipUnless(version.Found, "cfn-lint is not installed: pip install cfn-lint");

        // W3005: the dependencies that CDK writes although a reference implies them do no harm.
        var lint = await Tool.RunAsync("cfn-lint", ["-i", "W3005", "-r", "eu-central-1", "ap-northeast-2", "--", synthesized.Write(context)], Cancel);
        output.WriteLine($"{version.Output.Trim()}, exit code {lint.ExitCode}");
        Assert.Equal("", lint.Output);
        Assert.Equal(0, lint.ExitCode);
    }

    /// <summary>Every statement that gives somebody rights. A boundary gives none, and a key's own policy is about that key alone.</summary>
    private static IEnumerable<PolicyView> Granted(TemplateView template)
    {
        foreach (var role in template.All("AWS::IAM::Role"))
        {
            foreach (var policy in role["Policies"]?.AsArray() ?? [])
            {
                foreach (var statement in PolicyView.Of(policy!["PolicyDocument"]))
                    yield return statement;
            }
        }

        foreach (var (id, type, properties) in template.Resources)
        {
            if (type is "AWS::IAM::Policy" || (type is "AWS::IAM::ManagedPolicy" && !id.StartsWith("RoleBoundary", StringComparison.Ordinal)))
            {
                foreach (var statement in PolicyView.Of(properties["PolicyDocument"]))
                    yield return statement;
            }
        }
    }

    [GeneratedRegex("(?:us|eu|ap|sa|ca|me|af|il|mx)-(?:gov-)?[a-z]+-[0-9]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Region();

    [GeneratedRegex("(?<![0-9A-F])[0-9]{12}(?![0-9A-F])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Account();

    [GeneratedRegex("^[a-z0-9-]+:(?:Get|List|Describe)[A-Za-z]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadAction();
}
