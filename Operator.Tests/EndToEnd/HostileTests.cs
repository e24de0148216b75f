using System.Net;
using System.Text;
using IrsaOperator.Api;
using k8s;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>I7: bad bindings get one clear sentence, and disturb nobody.</summary>
[Collection(OperatorCollection.Name)]
public sealed class HostileTests(OperatorFixture fixture, ITestOutputHelper output)
{
    private const string Statement = """{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> BadSpecs => new()
    {
        { "an upper-case ServiceAccount", """{"serviceAccount":{"name":"Upper"}}""" },
        { "a role name with a slash", """{"role":{"name":"a/b"}}""" },
        { "a role name that is too long", $$$"""{"role":{"name":"{{{new string('a', 65)}}}"}}""" },
        { "a description beyond Latin-1", """{"role":{"description":"snowman ☃"}}""" },
        { "a description with a control character", """{"role":{"description":"bell \u0007"}}""" },
        { "a session of a minute", """{"role":{"maxSessionDurationSeconds":60}}""" },
        { "a boundary that is no ARN", """{"role":{"permissionsBoundary":"AdministratorAccess"}}""" },
        { "a reserved tag", """{"role":{"tags":{"aws:cloudformation:stack-name":"x"}}}""" },
        { "the operator's own tag", """{"role":{"tags":{"irsa-operator.io/uid":"x"}}}""" },
        { "a tag with quotes", """{"role":{"tags":{"a\"b":"x"}}}""" },
        { "two tags that differ in case", """{"role":{"tags":{"Team":"x","team":"y"}}}""" },
        { "a managed policy with blanks", """{"role":{"managedPolicies":["Read Only"]}}""" },
        { "a bucket for a policy", """{"role":{"managedPolicies":["arn:aws:s3:::bucket"]}}""" },
        { "a managed policy twice", """{"role":{"managedPolicies":["ReadOnlyAccess","ReadOnlyAccess"]}}""" },
        { "a managed policy that does not exist", """{"role":{"managedPolicies":["NoSuchPolicyAnywhere"]}}""" },
        { "a boundary that does not exist", """{"role":{"permissionsBoundary":"arn:aws:iam::111122223333:policy/no-such-policy"}}""" },
        { "an inline policy without a document", """{"role":{"inlinePolicies":[{"name":"a"}]}}""" },
        { "a document that is a text", """{"role":{"inlinePolicies":[{"name":"a","document":"{}"}]}}""" },
        { "a document without a statement", """{"role":{"inlinePolicies":[{"name":"a","document":{}}]}}""" },
        { "a document with a principal", """{"role":{"inlinePolicies":[{"name":"a","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}}]}}""" },
        { "a document with an unknown element", """{"role":{"inlinePolicies":[{"name":"a","document":{"Version":"2012-10-17","Comment":"x","Statement":[]}}]}}""" },
        { "an inline policy name with quotes", $$$"""{"role":{"inlinePolicies":[{"name":"a\"b","document":{"Version":"2012-10-17","Statement":[{{{Statement}}}]}}]}}""" },
        { "two inline policies of one name", $$$"""{"role":{"inlinePolicies":[{"name":"a","document":{"Version":"2012-10-17","Statement":[{{{Statement}}}]}},{"name":"a","document":{"Version":"2012-10-17","Statement":[{{{Statement}}}]}}]}}""" },
        { "a document of 256 KiB", $$$"""{"role":{"inlinePolicies":[{"name":"a","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:{{{new string('a', 262_144)}}}","Resource":"*"}]}}]}}""" },
        { "a document nested seventy levels deep", $$$"""{"role":{"inlinePolicies":[{"name":"a","document":{"Statement":{{{string.Concat(Enumerable.Repeat("[", 70))}}}{{{string.Concat(Enumerable.Repeat("]", 70))}}}}}]}}""" },
        { "a token of five seconds", """{"serviceAccount":{"tokenExpirationSeconds":5}}""" },
        { "an audience with a blank", """{"serviceAccount":{"audience":"a b"}}""" },
        { "an audience with a policy variable", """{"serviceAccount":{"audience":"${aws:username}"}}""" },
        { "a deletion policy of one's own", """{"deletionPolicy":"Keep"}""" },
        { "a boolean that is a text", """{"serviceAccount":{"create":"yes"}}""" },
        { "a list that is a map", """{"role":{"managedPolicies":{"a":"b"}}}""" },
        { "a role name with quotes", """{"role":{"name":"a\"b'c"}}""" },
        { "a role name beyond ASCII", """{"role":{"name":"rôle"}}""" },
        { "a tag with a line feed", """{"role":{"tags":{"a":"x\u000ay"}}}""" },
        { "a document beyond Latin-1", """{"role":{"inlinePolicies":[{"name":"a","document":{"Version":"2012-10-17","Statement":[{"Sid":"☃","Effect":"Allow","Action":"s3:*","Resource":"*"}]}}]}}""" },
        { "a document nested nine thousand levels deep", $$$"""{"role":{"inlinePolicies":[{"name":"a","document":{"Statement":{{{string.Concat(Enumerable.Repeat("[", 9_000))}}}{{{string.Concat(Enumerable.Repeat("]", 9_000))}}}}}]}}""" },
        // The API server keeps the last of two members of one name.
        { "a document with two statements elements", $$$"""{"role":{"inlinePolicies":[{"name":"a","document":{"Version":"2012-10-17","Statement":[{{{Statement}}}],"Statement":[]}}]}}""" },
        { "a number beyond double", """{"role":{"inlinePolicies":[{"name":"a","document":{"Version":1e400,"Statement":[]}}]}}""" },
        { "a session of thirty digits", """{"role":{"maxSessionDurationSeconds":123456789012345678901234567890}}""" },
        { "a role and a roleArn", """{"role":{"name":"a"},"roleArn":"arn:aws:iam::111122223333:role/b"}""" },
        { "a roleArn that is none", """{"roleArn":"arn:aws:iam::111122223333:user/b"}""" },
        { "a roleArn with a line feed", """{"roleArn":"arn:aws:iam::111122223333:role/b\u000a"}""" },
        { "a rollout of one's own", """{"rollout":"Sometimes"}""" },
    };

    [Theory]
    [MemberData(nameof(BadSpecs))]
    public async Task I7_A_bad_spec_gets_one_clear_sentence(string what, string spec)
    {
        var @namespace = await fixture.CreateNamespaceAsync("bad");
        await fixture.CreateServiceAccountAsync(@namespace, "bad");
        var roles = fixture.Aws.Account.Roles.Count;
        var sentence = await ApplyAsync(@namespace, spec);
        output.WriteLine($"{what}: {sentence}");

        Assert.InRange(sentence.Length, 20, 1000);
        Assert.DoesNotContain(sentence, char.IsControl);
        Assert.InRange(fixture.Aws.Account.Roles.Count, roles, roles + 1);
        Assert.Null((await fixture.ServiceAccountAsync(@namespace, "bad"))!.Metadata.Annotations);

        // Nobody else notices.
        await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "good", good => good.ServiceAccount!.Create = true));
    }

    [Fact]
    public async Task A_binding_that_was_mended_becomes_ready_by_itself()
    {
        var @namespace = await fixture.CreateNamespaceAsync("mended");
        var binding = await fixture.CreateAsync(@namespace, "app", spec =>
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.ManagedPolicies = ["NoSuchPolicyAnywhere"];
        });
        var stalled = await fixture.ConditionAsync(binding, ConditionTypes.Stalled, "True", Reasons.Rejected);
        Assert.Contains("NoSuchPolicyAnywhere", stalled.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
        await fixture.PatchAsync(binding, """{"role":{"managedPolicies":["ReadOnlyAccess"]}}""");
        Assert.Null((await fixture.ReadyAsync(binding)).Condition(ConditionTypes.Stalled));
    }

    [Fact]
    public async Task I2_A_role_of_somebody_else_is_never_touched()
    {
        var @namespace = await fixture.CreateNamespaceAsync("theirs");
        var theirs = fixture.Aws.Account.AddRole($"theirs-{@namespace}", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""");

        var binding = await fixture.ConditionAsync(
            await fixture.CreateAsync(@namespace, "app", spec => spec.Role!.Name = theirs.Name), ConditionTypes.Stalled, "True", Reasons.RoleNotOwned);
        await fixture.DeleteAsync(binding);

        Assert.Equal(theirs, fixture.Aws.Account.FindRole(theirs.Name) is { } role ? role with { LastUsedAt = theirs.LastUsedAt } : null);
    }

    [Fact]
    public async Task Two_bindings_for_one_role_name_do_not_share_it()
    {
        var first = await fixture.CreateNamespaceAsync("first");
        var second = await fixture.CreateNamespaceAsync("second");
        void Shared(IrsaBindingSpec spec)
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.Name = $"shared-{first}";
        }

        var winner = await fixture.ReadyAsync(await fixture.CreateAsync(first, "app", Shared));
        var loser = await fixture.ConditionAsync(await fixture.CreateAsync(second, "app", Shared), ConditionTypes.Stalled, "True", Reasons.Conflict);
        Assert.Contains($"{first}/app", loser.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);

        await fixture.DeleteAsync(loser);
        Assert.NotNull(fixture.Aws.Account.FindRole(winner.Status.Role!.Name!));
    }

    [Fact]
    public async Task Two_bindings_for_one_service_account_do_not_fight()
    {
        var @namespace = await fixture.CreateNamespaceAsync("fight");
        await fixture.CreateServiceAccountAsync(@namespace, "shared");
        var older = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "older", spec => spec.ServiceAccount!.Name = "shared"));

        await NextSecondAsync(older);
        var younger = await fixture.ConditionAsync(
            await fixture.CreateAsync(@namespace, "younger", spec => spec.ServiceAccount!.Name = "shared"), ConditionTypes.Stalled, "True", Reasons.Conflict);
        Assert.Contains("older", younger.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
        Assert.Equal(older.Status.Role!.Arn, await ArnAsync(@namespace));

        await fixture.DeleteAsync(older);
        younger = await fixture.ReadyAsync(younger);
        Assert.Equal(younger.Status.Role!.Arn, await ArnAsync(@namespace));
    }

    [Fact]
    public async Task A_binding_that_is_made_suspended_keeps_its_place()
    {
        var first = await fixture.CreateNamespaceAsync("early");
        var second = await fixture.CreateNamespaceAsync("late");
        void Shared(IrsaBindingSpec spec)
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.Name = $"place-{first}";
        }

        var suspended = await fixture.ConditionAsync(
            await fixture.CreateAsync(first, "app", spec =>
            {
                Shared(spec);
                spec.Suspend = true;
            }),
            ConditionTypes.Suspended, "True");
        await NextSecondAsync(suspended);
        var younger = await fixture.ConditionAsync(await fixture.CreateAsync(second, "app", Shared), ConditionTypes.Stalled, "True", Reasons.Conflict);
        Assert.Contains($"{first}/app", younger.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
        Assert.Null(fixture.Aws.Account.FindRole($"place-{first}"));

        await fixture.PatchAsync(suspended, """{"suspend":false}""");
        await fixture.ReadyAsync(suspended);
    }

    /// <summary>Creation times have whole seconds, and of two equal ones the uid decides.</summary>
    private Task NextSecondAsync(IrsaBinding older) => fixture.EventuallyAsync(
        () => Task.FromResult(TimeProvider.System.GetUtcNow().UtcDateTime), now => now > older.Metadata.CreationTimestamp!.Value.AddSeconds(2), "the next second");

    private async Task<string?> ArnAsync(string @namespace) =>
        (await fixture.ServiceAccountAsync(@namespace, "shared"))!.Metadata.Annotations["eks.amazonaws.com/role-arn"];

    /// <summary>As kubectl would, and unlike a typed client that refuses what is nested too deeply itself.</summary>
    private async Task<HttpResponseMessage> PostAsync(string path, string json)
    {
        var client = (Kubernetes)fixture.Client.ApiClient;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(client.BaseUri, path)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        await client.Credentials.ProcessHttpRequestAsync(request, Cancel);
        return await client.HttpClient.SendAsync(request, Cancel);
    }

    /// <summary>Creates the binding; the schema refuses it, or the operator does.</summary>
    /// <summary>Sends the text as it stands: no serializer of ours comes between.</summary>
    private async Task<string> ApplyAsync(string @namespace, string spec)
    {
        var text = $$"""{"apiVersion":"irsa-operator.io/v1alpha1","kind":"IrsaBinding","metadata":{"name":"bad","namespace":"{{@namespace}}"},"spec":{{spec}}}""";
        using var answer = await PostAsync($"apis/irsa-operator.io/v1alpha1/namespaces/{@namespace}/irsabindings", text);
        if (answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)
            return KubernetesJson.Deserialize<V1Status>(await answer.Content.ReadAsStringAsync(Cancel)).Message.ReplaceLineEndings(" ");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        var stalled = await fixture.ConditionAsync(
            new IrsaBinding { Metadata = new V1ObjectMeta { Name = "bad", NamespaceProperty = @namespace } }, ConditionTypes.Stalled, "True");
        return stalled.Condition(ConditionTypes.Ready)!.Message!;
    }
}
