using System.Text.Json;
using IrsaOperator.Api;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class BindingRulesTests
{
    public static TheoryData<string, Action<IrsaBindingSpec>> Mistakes => new()
    {
        { "serviceAccount.name", spec => spec.ServiceAccount!.Name = "Upper" },
        { "serviceAccount.name", spec => spec.ServiceAccount!.Name = new string('a', 254) },
        { "serviceAccount.name", spec => spec.ServiceAccount!.Name = "a\n" },
        { "serviceAccount.audience", spec => spec.ServiceAccount!.Audience = "two words" },
        { "serviceAccount.audience", spec => spec.ServiceAccount!.Audience = "" },
        { "tokenExpirationSeconds is 599", spec => spec.ServiceAccount!.TokenExpirationSeconds = 599 },
        { "tokenExpirationSeconds is 86401", spec => spec.ServiceAccount!.TokenExpirationSeconds = 86401 },
        { "role.name", spec => spec.Role!.Name = new string('a', 65) },
        { "role.name", spec => spec.Role!.Name = "a/b" },
        { "role.name", spec => spec.Role!.Name = "" },
        { "role.description", spec => spec.Role!.Description = "snowman ☃" },
        { "role.description", spec => spec.Role!.Description = "bell \u0007" },
        { "role.description", spec => spec.Role!.Description = new string('a', 1001) },
        { "maxSessionDurationSeconds is 3599", spec => spec.Role!.MaxSessionDurationSeconds = 3599 },
        { "permissionsBoundary", spec => spec.Role!.PermissionsBoundary = "AdministratorAccess" },
        { "reserved", spec => spec.Role!.Tags = Tags(("aws:x", "1")) },
        { "reserved", spec => spec.Role!.Tags = Tags(("IRSA-operator.io/uid", "1")) },
        { "twice", spec => spec.Role!.Tags = Tags(("Team", "1"), ("team", "2")) },
        { "a value for \"team\"", spec => spec.Role!.Tags = Tags(("team", new string('a', 257))) },
        { "the key \"te\"am\"", spec => spec.Role!.Tags = Tags(("te\"am", "1")) },
        { "47 tags", spec => spec.Role!.Tags = Enumerable.Range(0, 47).ToDictionary(i => $"k{i}", _ => "v", StringComparer.Ordinal) },
        { "managedPolicies", spec => spec.Role!.ManagedPolicies = ["arn:aws:s3:::bucket"] },
        { "managedPolicies", spec => spec.Role!.ManagedPolicies = ["no blanks allowed"] },
        { "managedPolicies has", spec => spec.Role!.ManagedPolicies = [null!] },
        { "inlinePolicies has the name", spec => spec.Role!.InlinePolicies = [null!] },
        { "managedPolicies has \"ReadOnlyAccess\" twice", spec => spec.Role!.ManagedPolicies = ["ReadOnlyAccess", "ReadOnlyAccess"] },
        { "inlinePolicies has the name", spec => spec.Role!.InlinePolicies = [Sample.Inline("a b")] },
        { "twice", spec => spec.Role!.InlinePolicies = [Sample.Inline("a"), Sample.Inline("a")] },
        { "JSON object", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("[]"))] },
        { "JSON object", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("null"))] },
        { "no Statement", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("{}"))] },
        { "Statement is empty", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Statement":[]}"""))] },
        { "the element \"Comment\"", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Comment":"x","Statement":[]}"""))] },
        { "the element \"???\":", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"\u0000\n\u001b":"x","Statement":[]}"""))] },
        { "has a Principal", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"""))] },
        { "Effect, Allow or Deny", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}"""))] },
        { "either Action or NotAction", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Statement":{"Effect":"Allow","Resource":"*"}}"""))] },
        { "either Resource or NotResource", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Statement":{"Effect":"Allow","Action":"*"}}"""))] },
        { "a string or a list of strings", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Statement":{"Effect":"Allow","Action":[1],"Resource":"*"}}"""))] },
        { "Version must be", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Version":"2020-01-01","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""))] },
        { "Latin-1", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Json("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"☃"}}"""))] },
        { "more than IAM's 10240", spec => spec.Role!.InlinePolicies = [Sample.Inline("a", Sample.Document(new string('a', 6000))), Sample.Inline("b", Sample.Document(new string('b', 6000)))] },
        { "deletionPolicy is \"Keep\"", spec => spec.DeletionPolicy = "Keep" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_gets_one_sentence_that_names_it(string expected, Action<IrsaBindingSpec> mistake)
    {
        var problem = BindingRules.Problem(Sample.View(mistake));
        Assert.NotNull(problem);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        Assert.True(problem.Length < 400, problem);
        Assert.DoesNotContain(problem, char.IsControl);
    }

    [Fact]
    public void An_empty_spec_is_valid() => Assert.Null(BindingRules.Problem(new BindingView(new IrsaBinding
    {
        Metadata = new() { Name = "app", NamespaceProperty = "dev" },
        Spec = new IrsaBindingSpec(),
    })));

    [Fact]
    public void Everything_at_its_limit_is_valid() => Assert.Null(BindingRules.Problem(Sample.View(spec =>
    {
        spec.ServiceAccount = new ServiceAccountSpec { Name = new string('a', 253), Audience = new string('x', 255), TokenExpirationSeconds = 86_400 };
        spec.Role = new RoleSpec
        {
            Name = new string('a', 64),
            Description = new string('é', 1000),
            MaxSessionDurationSeconds = 43_200,
            PermissionsBoundary = "arn:aws-us-gov:iam::111122223333:policy/path/boundary",
            ManagedPolicies = ["service-role/AmazonEBSCSIDriverPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
            Tags = Enumerable.Range(0, 46).ToDictionary(i => $"schlüssel {i}/+-=._:@", _ => new string('v', 256), StringComparer.Ordinal),
            InlinePolicies = [Sample.Inline("a", Sample.Document(new string('a', 10_240 - Size(""))))],
        };
    })));

    [Fact]
    public void A_role_name_that_was_reconciled_can_not_change()
    {
        var view = Sample.View(spec => spec.Role!.Name = "new");
        view.Binding.Status = new IrsaBindingStatus { Role = new RoleStatus { Name = "old" } };
        Assert.Contains("can't change from old to new", BindingRules.ImmutabilityProblem(view, "new"), StringComparison.Ordinal);
        Assert.Null(BindingRules.ImmutabilityProblem(view, "old"));
    }

    [Fact]
    public void A_service_account_that_was_reconciled_can_not_change()
    {
        var view = Sample.View(spec => spec.ServiceAccount!.Name = "new");
        view.Binding.Status = new IrsaBindingStatus { ServiceAccount = "old" };
        Assert.Contains("can't change from old to new", BindingRules.ImmutabilityProblem(view, "r"), StringComparison.Ordinal);
    }

    private static int Size(string action) => PolicyDocument.From(BindingView.Json(Sample.Document(action))).Size;

    private static object Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    private static Dictionary<string, string> Tags(params (string Key, string Value)[] tags) =>
        tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
}
