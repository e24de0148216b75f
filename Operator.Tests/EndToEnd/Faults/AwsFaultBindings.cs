using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Planning;
using IrsaOperator.Sandbox.Aws.Model;
using IrsaOperator.Tests.Planning;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>The bindings of the fault matrix, by their journeys: how each begins, and how it must end.</summary>
internal sealed class AwsFaultBindings(FaultFixture fixture, string @namespace, BindingWatch watch)
{
    private const string Path = "/irsa-operator/";
    private const string PowerUser = "arn:aws:iam::aws:policy/PowerUserAccess";
    private const string Trusted = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    /// <summary>What there must be before any fault: bindings that are to be deleted exist.</summary>
    public async Task PrepareAsync(string name, AwsFaultJourney journey)
    {
        var account = fixture.Aws.Account;
        switch (journey)
        {
            case AwsFaultJourney.Adopt or AwsFaultJourney.Unbound:
                account.AddManagedPolicy(name, Everything);
                account.AddRole(name, Trusted, Path, role => role with
                {
                    Description = "by hand",
                    AttachedPolicies = [account.IamArn($"policy/{name}")],
                    InlinePolicies = role.InlinePolicies.Add("old", Everything),
                    Tags = role.Tags.Add("department", "keep"),
                    PermissionsBoundary = journey == AwsFaultJourney.Unbound ? PowerUser : null,
                });
                break;
            case AwsFaultJourney.Existing:
                account.AddRole(name, Trust.For(fixture.Identity, @namespace, name, "sts.amazonaws.com").Document().Text);
                break;
            case AwsFaultJourney.Delete or AwsFaultJourney.Retain:
                await CreateAsync(name, journey);
                break;
        }
    }

    /// <summary>Waits until what was prepared is ready.</summary>
    public async Task PreparedAsync(string name, AwsFaultJourney journey)
    {
        if (journey is not (AwsFaultJourney.Delete or AwsFaultJourney.Retain))
            return;
        await fixture.EventuallyAsync(() => Task.FromResult(watch[name]), FaultFixture.IsReady, $"{name} to be ready before it is deleted");
        if (journey == AwsFaultJourney.Delete)
            fixture.Aws.Account.AddInstanceProfile(name, name);
    }

    /// <summary>Sets the binding on its way.</summary>
    public Task BeginAsync(string name, AwsFaultJourney journey) => journey is AwsFaultJourney.Delete or AwsFaultJourney.Retain
        ? fixture.Client.DeleteAsync<IrsaBinding>(name, @namespace, FaultFixture.Cancel)
        : CreateAsync(name, journey);

    /// <summary>Whether the binding is where it wants to be, in its own words.</summary>
    public async Task<bool> IsAtRestAsync(string name, AwsFaultJourney journey) => journey switch
    {
        AwsFaultJourney.Delete or AwsFaultJourney.Retain => watch[name] is null || await fixture.FindAsync(@namespace, name) is null,
        _ => FaultFixture.IsReady(watch[name]),
    };

    /// <summary>The account and the cluster as the binding left them, in a form that all bindings of a journey have in common.</summary>
    public async Task<string> PictureAsync(string name)
    {
        var role = fixture.Aws.Account.FindRole(name);
        var account = await fixture.Client.GetAsync<V1ServiceAccount>(name, @namespace, FaultFixture.Cancel);
        var text = JsonSerializer.Serialize(new
        {
            role = role is null ? null : Snapshot.Role(role),
            profile = fixture.Aws.Account.FindInstanceProfile(name)?.RoleName,
            annotations = account?.Metadata.Annotations is { } annotations ? new SortedDictionary<string, string>(annotations, StringComparer.Ordinal) : null,
            conditions = account is null ? null : watch[name]?.Status?.Conditions?.Select(condition => $"{condition.Type}={condition.Status}/{condition.Reason}"),
        });
        return Anonymous(text, name, role);
    }

    private static string Anonymous(string text, string name, IamRole? role)
    {
        text = text.Replace(name, "NAME", StringComparison.Ordinal);
        return role?.Tags.GetValueOrDefault(Owner.UidTag) is { } uid ? text.Replace(uid, "UID", StringComparison.Ordinal) : text;
    }

    private Task CreateAsync(string name, AwsFaultJourney journey) => fixture.CreateAsync(@namespace, name, spec =>
    {
        spec.ServiceAccount = new ServiceAccountSpec { Create = true };
        if (journey == AwsFaultJourney.Existing)
        {
            (spec.Role, spec.RoleArn) = (null, fixture.Aws.Account.IamArn($"role/{name}"));
            return;
        }

        spec.DeletionPolicy = journey == AwsFaultJourney.Retain ? "Retain" : "Delete";
        spec.Role = new RoleSpec
        {
            Name = name,
            Adopt = journey is AwsFaultJourney.Adopt or AwsFaultJourney.Unbound,
            Description = "words",
            PermissionsBoundary = journey == AwsFaultJourney.Unbound ? null : PowerUser,
            ManagedPolicies = ["AmazonS3ReadOnlyAccess"],
            InlinePolicies = [Sample.Inline("table", Sample.Document("dynamodb:GetItem"))],
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a" },
        };
    });
}
