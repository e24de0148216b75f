using IrsaOperator.Api;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>What is tried with a crash at every call.</summary>
internal sealed class CrashScenarios(FaultFixture fixture)
{
    public const string Binding = "app";

    private const string ReadOnly = "ReadOnlyAccess";
    private const string Trusted = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    public static IReadOnlyList<string> Names { get; } =
    [
        "create", "policies change", "settings change", "tags change", "boundary changes", "audience changes", "service account was there", "adopt", "drift while away", "role deleted while away",
        "delete", "retain", "delete during create", "create after delete",
    ];

    public CrashScenario this[string name] => name switch
    {
        "create" => new(Nothing, CreateAsync, ReadyAsync),
        "policies change" => new(ExistsAsync, Change($$$"""{"role":{"managedPolicies":["{{{ReadOnly}}}","AmazonSQSFullAccess"],"inlinePolicies":[{{{Inline("table", "dynamodb:Query")}}},{{{Inline("queue", "sqs:SendMessage")}}}]}}"""), ReadyAsync),
        "settings change" => new(ExistsAsync, Change("""{"role":{"description":"words","maxSessionDurationSeconds":7200}}"""), ReadyAsync),
        "tags change" => new(ExistsAsync, Change("""{"role":{"tags":{"team":"b","stage":"x"}}}"""), ReadyAsync),
        "boundary changes" => new(ExistsAsync, Change("""{"role":{"permissionsBoundary":"arn:aws:iam::aws:policy/PowerUserAccess"}}"""), ReadyAsync),
        "audience changes" => new(ExistsAsync, Change("""{"serviceAccount":{"audience":"other","tokenExpirationSeconds":3600}}"""), ReadyAsync),
        "service account was there" => new(ServiceAccountAsync, CreateAsync, ReadyAsync),
        "adopt" => new(ForeignRoleAsync, AdoptAsync, ReadyAsync),
        "drift while away" => new(ExistsAsync, TamperAsync, RepairedAsync) { WhileAway = true },
        "role deleted while away" => new(ExistsAsync, LoseRoleAsync, RepairedAsync) { WhileAway = true },
        "delete" => new(ExistsAsync, DeleteAsync, GoneAsync),
        "retain" => new(RetainedAsync, DeleteAsync, GoneAsync),
        "delete during create" => new(Nothing, CreateAndDeleteAsync, GoneAsync),
        "create after delete" => new(ExistsAsync, DeleteAndCreateAsync, SecondLifeAsync),
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private static string Inline(string name, string action) =>
        $$$"""{"name":"{{{name}}}","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{{action}}}","Resource":"*"}]}}""";

    private static string Document(string action) =>
        $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{{action}}}","Resource":"*"}]}""";

    private static Task Nothing(string @namespace) => Task.CompletedTask;

    private static void Article(IrsaBindingSpec spec)
    {
        spec.ServiceAccount = new ServiceAccountSpec { Create = true };
        spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess", ReadOnly];
        spec.Role.InlinePolicies = [Sample.Inline("table", Sample.Document("dynamodb:GetItem")), Sample.Inline("topic", Sample.Document("sns:Publish"))];
        spec.Role.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" };
    }

    private Func<string, Task> Change(string spec) => @namespace => fixture.PatchAsync(@namespace, Binding, spec);

    private Task CreateAsync(string @namespace) => fixture.CreateAsync(@namespace, Binding, Article);

    private Task ReadyAsync(string @namespace) => fixture.ReadyAsync(@namespace, Binding);

    private Task GoneAsync(string @namespace) => fixture.GoneAsync(@namespace, Binding);

    private async Task ExistsAsync(string @namespace)
    {
        await CreateAsync(@namespace);
        await ReadyAsync(@namespace);
    }

    private async Task RetainedAsync(string @namespace)
    {
        await fixture.CreateAsync(@namespace, Binding, spec =>
        {
            Article(spec);
            spec.DeletionPolicy = "Retain";
        });
        await ReadyAsync(@namespace);
    }

    private Task ServiceAccountAsync(string @namespace) => fixture.Client.CreateAsync(
        new k8s.Models.V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new() { Name = Binding, NamespaceProperty = @namespace } }, FaultFixture.Cancel);

    private Task ForeignRoleAsync(string @namespace)
    {
        fixture.Aws.Account.AddRole($"{@namespace}-own", Trusted, "/irsa-operator/", role => role with
        {
            AttachedPolicies = ["arn:aws:iam::aws:policy/AdministratorAccess"],
            InlinePolicies = role.InlinePolicies.Add("old", Document("iam:*")),
            Tags = role.Tags.Add("department", "keep"),
        });
        return Task.CompletedTask;
    }

    private Task AdoptAsync(string @namespace) => fixture.CreateAsync(@namespace, Binding, spec =>
    {
        Article(spec);
        spec.Role!.Name = $"{@namespace}-own";
        spec.Role.Adopt = true;
    });

    private async Task TamperAsync(string @namespace)
    {
        var binding = await fixture.FindAsync(@namespace, Binding);
        fixture.Aws.Account.ChangeRole(binding!.Status.Role!.Name!, role => role with
        {
            AttachedPolicies = ["arn:aws:iam::aws:policy/AdministratorAccess"],
            InlinePolicies = role.InlinePolicies.Remove("topic").SetItem("table", Document("*")),
            TrustPolicy = Trusted,
        });
    }

    private async Task LoseRoleAsync(string @namespace)
    {
        var binding = await fixture.FindAsync(@namespace, Binding);
        fixture.Aws.Account.RemoveRole(binding!.Status.Role!.Name!);
    }

    // The drift is said before it is repaired.
    private Task RepairedAsync(string @namespace) => fixture.EventuallyAsync(
        () => fixture.FindAsync(@namespace, Binding), found => FaultFixture.IsReady(found) && found!.Status.LastDrift is not null && IsWhole(found.Status.Role!.Name!), "the repair");

    private bool IsWhole(string role) => fixture.Aws.Account.FindRole(role) is { AttachedPolicies.Count: 2, InlinePolicies.Count: 2 } whole
        && !whole.InlinePolicies.ContainsValue(Document("*")) && whole.TrustPolicy != Trusted;

    private Task DeleteAsync(string @namespace) => fixture.Client.DeleteAsync<IrsaBinding>(Binding, @namespace, FaultFixture.Cancel);

    private async Task CreateAndDeleteAsync(string @namespace)
    {
        var mark = fixture.Aws.Journal.Mark();
        await CreateAsync(@namespace);
        await fixture.EventuallyAsync(
            () => Task.FromResult(fixture.Operator is null || fixture.Aws.Journal.Since(mark).Any(call => call.Operation == "CreateRole" && call.Parameters["RoleName"].Contains(@namespace, StringComparison.Ordinal))),
            begun => begun, "the role to be begun");
        await DeleteAsync(@namespace);
    }

    private async Task DeleteAndCreateAsync(string @namespace)
    {
        await DeleteAsync(@namespace);
        await fixture.EventuallyAsync(
            async () => fixture.Operator is null || await fixture.FindAsync(@namespace, Binding) is null, gone => gone, "the first life to end");
        if (await fixture.FindAsync(@namespace, Binding) is null)
            await CreateAsync(@namespace);
    }

    private async Task SecondLifeAsync(string @namespace)
    {
        // A crash may have come before the first life was over.
        await fixture.EventuallyAsync(() => fixture.FindAsync(@namespace, Binding), found => found?.Metadata.DeletionTimestamp is null, "the first life to end");
        if (await fixture.FindAsync(@namespace, Binding) is null)
            await CreateAsync(@namespace);
        await ReadyAsync(@namespace);
    }
}
