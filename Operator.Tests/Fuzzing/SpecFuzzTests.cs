using System.Text.Json;
using System.Text.Json.Nodes;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Reconciliation;
using IrsaOperator.Status;
using IrsaOperator.Tests.Planning;
using IrsaOperator.Tests.Reconciliation;
using k8s;

namespace IrsaOperator.Tests.Fuzzing;

/// <summary>Specs that no schema has seen: each is carried out or refused with one sentence, and disturbs no other binding.</summary>
public sealed class SpecFuzzTests(ITestOutputHelper output)
{
    private const string Legacy = "legacy";

    private static readonly JsonNode Own = JsonNode.Parse(
        """
        {
          "apiVersion": "irsa-operator.io/v1alpha1", "kind": "IrsaBinding",
          "metadata": { "name": "fuzzed", "namespace": "dev", "uid": "uid-fuzzed", "generation": 1, "creationTimestamp": "2025-01-01T00:00:00Z" },
          "spec": {
            "serviceAccount": { "name": "web", "create": true, "override": false, "audience": "sts.amazonaws.com", "tokenExpirationSeconds": 3600, "stsRegionalEndpoints": true },
            "role": {
              "name": "fuzzed-role", "adopt": false, "description": "Reads a table", "maxSessionDurationSeconds": 3600,
              "permissionsBoundary": "arn:aws:iam::111122223333:policy/fence",
              "tags": { "team": "a", "cost-center": "17" },
              "managedPolicies": ["AmazonS3ReadOnlyAccess", "arn:aws:iam::111122223333:policy/mine"],
              "inlinePolicies": [
                { "name": "table", "document": { "Version": "2012-10-17", "Statement": [ { "Sid": "One", "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"],
                  "Resource": "arn:aws:dynamodb:eu-central-1:111122223333:table/${aws:PrincipalTag/team}", "Condition": { "StringEquals": { "aws:SourceVpc": ["vpc-1"] }, "Bool": { "aws:SecureTransport": true } } } ] } },
                { "name": "guard", "document": { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "NotAction": "s3:*", "NotResource": "*" } } }
              ]
            },
            "deletionPolicy": "Delete", "rollout": "Never", "suspend": false
          }
        }
        """)!;

    private static readonly JsonNode Existing = JsonNode.Parse(
        """
        {
          "apiVersion": "irsa-operator.io/v1alpha1", "kind": "IrsaBinding", "metadata": { "name": "fuzzed", "namespace": "dev" },
          "spec": { "serviceAccount": { "name": "web", "create": true }, "roleArn": "arn:aws:iam::111122223333:role/legacy" }
        }
        """)!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_the_spec_it_is_carried_out_or_refused_with_one_sentence() =>
        output.WriteLine(await FuzzRun.OverAsync("fuzz inputs, specs", 16_000, SpecAsync, Cancel));

    [Fact]
    public async Task Whatever_the_trust_policy_of_an_existing_role_there_is_an_answer() =>
        output.WriteLine(await FuzzRun.OverAsync("fuzz inputs, trust policies", 80_000, random => Task.FromResult(TrustText(random)), Cancel));

    private static async Task<string> SpecAsync(Random random)
    {
        var tree = (random.Next(5) == 0 ? Existing : Own).DeepClone();
        var byGrammar = random.Next(3) == 0;
        if (byGrammar)
            tree["spec"] = SpecGrammar.Spec(random);
        if (!byGrammar || random.Next(4) == 0)
            JsonMutator.Mutate(random.Next(8) == 0 ? tree : tree["spec"]!, random);
        if (Read(tree.ToJsonString(), random) is not { } binding)
            return "unreadable";

        var view = new BindingView(binding);
        var problem = BindingRules.Problem(view);
        var world = new World();
        world.Roles[Legacy] = FakeRole.Created(new RoleDefinition
        {
            Name = Legacy,
            Path = "/",
            Trust = Trust.For(Sample.Identity, "dev", "web", "sts.amazonaws.com").Document(),
        });

        // The neighbour's reconcile lists all bindings, the fuzzed one among them.
        world.Bindings.Add(binding);
        Assert.Equal(OutcomeKind.Ready, (await world.ReconcileAsync(ArticleBinding.Create(), Cancel)).Outcome.Kind);
        world.Calls.Clear();
        var report = await world.ReconcileAsync(binding, Cancel);
        var outcome = report.Outcome;
        Assert.True(outcome.Reason != Reasons.InternalError, outcome.Message);
        AssertSentence(outcome.Message);
        await AssertLogAsync(world, view, report);
        if (problem is not null)
        {
            AssertSentence(problem);
            Assert.Equal((OutcomeKind.Stalled, Reasons.InvalidSpec, problem), (outcome.Kind, outcome.Reason, outcome.Message));
            Assert.Empty(world.Calls);
        }
        else if (outcome.Kind == OutcomeKind.Ready)
        {
            await world.ReconcileAsync(binding, Cancel);
            world.Restart();
            world.Calls.Clear();
            Assert.Equal(OutcomeKind.Ready, (await world.ReconcileAsync(binding, Cancel)).Outcome.Kind);
            Assert.Empty(world.Writes);
        }

        var held = await world.RemoveAsync(binding, Cancel);
        Assert.NotEqual(Reasons.InternalError, held?.Reason);
        return outcome.Reason;
    }

    /// <summary>Reads it as the engine does; null when the engine reports and skips it.</summary>
    private static IrsaBinding? Read(string text, Random random)
    {
        if (random.Next(20) == 0)
            text = text.Remove(random.Next(text.Length), 1);
        IrsaBinding? binding;
        try
        {
            binding = KubernetesJson.Deserialize<IrsaBinding>(text);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or NotSupportedException or ArgumentException or OverflowException)
        {
            return null;
        }

        if (binding?.Metadata?.Name is null)
            return null;

        // These are the API server's own.
        var sure = Sample.Binding("dev", "fuzzed").Metadata;
        (sure.Name, sure.Uid) = ("fuzzed", "uid-fuzzed");
        binding.Metadata = sure;

        // The schema takes no null for a spec; the operator relies on that.
        binding.Spec ??= new IrsaBindingSpec();
        return binding;
    }

    private static string TrustText(Random random)
    {
        var identity = Trust.For(Sample.Identity, "dev", "web", "sts.amazonaws.com");
        var text = JsonMutator.Mutate(JsonNode.Parse(identity.Document().Text)!, random).ToJsonString();
        if (random.Next(3) == 0)
            text = Uri.EscapeDataString(text);
        if (random.Next(10) == 0)
            text = text.Remove(random.Next(text.Length), 1);
        if (random.Next(10) == 0)
            text = text.Insert(random.Next(text.Length), random.Next(2) == 0 ? "\\ud800" : "%ED%A0%80");
        var document = PolicyDocument.FromAnswer(text);
        var problem = TrustEvaluation.Problem(document, identity);
        if (problem is not null)
            AssertSentence(problem);
        if (document is not null)
        {
            Assert.Equal(document, PolicyDocument.Parse(document.Text));
            _ = document.OnlyDenies;
        }

        return problem is null ? "admits" : "does not admit";
    }

    /// <summary>Nothing has failed but the spec: the log says of it what the condition says, once, and nothing else.</summary>
    private static async Task AssertLogAsync(World world, BindingView binding, Report report)
    {
        Assert.Empty(world.Log.Entries);
        await world.Reporter.ReportAsync(binding, report, Cancel);
        var (_, line) = Assert.Single(world.Reports.Entries);
        Assert.DoesNotContain(line, char.IsControl);
        if (report.Outcome.Kind == OutcomeKind.Ready)
            Assert.Equal("Binding dev/fuzzed is ready.", line);
        else
            Assert.EndsWith($"{report.Outcome.Kind}, {report.Outcome.Reason}: {report.Outcome.Message}", line, StringComparison.Ordinal);
        world.Reports.Entries.Clear();
    }

    // A message may name an ARN of 2,048 characters twice; a condition holds 32,768.
    private static void AssertSentence(string text)
    {
        Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.True(text.Length is > 10 and < 5000, $"{text.Length} characters: {text}");
        Assert.DoesNotContain(text, char.IsControl);
    }
}
