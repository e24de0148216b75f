using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using k8s;

namespace IrsaOperator.Tests.Planning;

/// <summary>
/// One folder a case below Cases/: binding.yaml is the input, observed.yaml (a binding too, or absent) is what IAM was made
/// to hold before, and plan.txt is what must come of it. Renew the plans with
/// UPDATE_GOLDEN=1, and read the difference.
/// </summary>
public sealed class GoldenPlanTests
{
    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Folder()).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_plan_is_the_expected_one(string @case)
    {
        var folder = Path.Combine(Folder(), @case);
        var binding = await ReadAsync(Path.Combine(folder, "binding.yaml"));
        var observedFile = Path.Combine(folder, "observed.yaml");
        var before = File.Exists(observedFile) ? await ReadAsync(observedFile) : null;

        var actual = BindingRules.Problem(binding) is { } problem ? problem + "\n" : Plan(binding, before);

        var expectedFile = Path.Combine(folder, "plan.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(expectedFile, actual, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(expectedFile, TestContext.Current.CancellationToken), actual);
    }

    private static string Plan(BindingView binding, BindingView? before)
    {
        ObservedRole? observed = null;
        if (before is not null)
        {
            var was = DesiredRole.From(before, Sample.Identity, Sample.Options);
            observed = FakeRole.Apply(null, RolePlan.Diff(was, null, Declared.Nothing));
        }

        var desired = DesiredRole.From(binding, Sample.Identity, Sample.Options);
        var plan = RolePlan.Diff(desired, observed, before is null ? Declared.Nothing : Declared.By(DesiredRole.From(before, Sample.Identity, Sample.Options)));
        Assert.Empty(RolePlan.Diff(desired, FakeRole.Apply(observed, plan), Declared.By(desired)).Actions);

        var text = new StringBuilder();
        foreach (var action in plan.Actions)
            Render(text, action);
        foreach (var policy in plan.Quarantine)
            text.Append("quarantine ").Append(policy).Append('\n');
        return text.Length == 0 ? "nothing\n" : text.ToString();
    }

    private static void Render(StringBuilder text, RoleAction action)
    {
        switch (action)
        {
            case RoleAction.Create create:
                var role = create.Definition;
                text.Append("create ").Append(role.Path).Append(role.Name).Append('\n');
                text.Append("  trust ").Append(role.Trust).Append('\n');
                if (role.Description.Length > 0)
                    text.Append("  description ").Append(role.Description).Append('\n');
                text.Append("  session ").Append(role.MaxSessionDurationSeconds).Append('\n');
                if (role.PermissionsBoundary is not null)
                    text.Append("  boundary ").Append(role.PermissionsBoundary).Append('\n');
                foreach (var (key, value) in role.Tags)
                    text.Append("  tag ").Append(key).Append('=').Append(value).Append('\n');
                break;
            case RoleAction.UpdateTrust update:
                text.Append("trust ").Append(update.Document).Append('\n');
                break;
            case RoleAction.UpdateSettings update:
                text.Append("settings ").Append(update.MaxSessionDurationSeconds).Append(' ').Append(JsonSerializer.Serialize(update.Description)).Append('\n');
                break;
            case RoleAction.PutTags put:
                foreach (var (key, value) in put.Tags)
                    text.Append("tag ").Append(key).Append('=').Append(value).Append('\n');
                break;
            case RoleAction.PutInline put:
                text.Append("put ").Append(put.PolicyName).Append(' ').Append(put.Document).Append('\n');
                break;
            default:
                text.Append(RoleActions.Describe(action)).Append('\n');
                break;
        }
    }

    private static async Task<BindingView> ReadAsync(string file)
    {
        // The way of kubectl: YAML becomes JSON, and JSON becomes the object.
        var yaml = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var json = KubernetesJson.Serialize(KubernetesYaml.Deserialize<Dictionary<string, object>>(yaml));
        var binding = KubernetesJson.Deserialize<IrsaBinding>(json);
        binding.Metadata.Uid ??= "00000000-0000-0000-0000-000000000001";
        return new BindingView(binding);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Cases");
}
