using System.Runtime.CompilerServices;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Aws.Model;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>Limits before the first write, Pod Identity's warning, and the exchange of a real token.</summary>
[Collection(OperatorCollection.Name)]
public sealed class VerificationTests(OperatorFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_beyond_the_accounts_own_quota_is_refused_and_no_half_of_it_is_made()
    {
        var @namespace = await fixture.CreateNamespaceAsync("quota");
        var mark = fixture.Aws.Journal.Mark();
        var binding = await fixture.ConditionAsync(
            await fixture.CreateAsync(@namespace, "app", spec => spec.Role!.ManagedPolicies = [.. Enumerable.Range(0, 13).Select(i => $"arn:aws:iam::111122223333:policy/p{i}")]),
            ConditionTypes.RoleReady, "False", Reasons.LimitExceeded);
        Assert.Contains("13 policies, 3 more than the account's quota of 10", binding.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Writes(mark, @namespace));

        // The quota is raised: the operator hears of it within the hour, or after a restart.
        fixture.Aws.Account.Quotas.AttachedPolicies = 15;
        try
        {
            await fixture.RestartOperatorAsync();
            await fixture.ConditionAsync(binding, ConditionTypes.RoleReady, "False", Reasons.Rejected);
        }
        finally
        {
            fixture.Aws.Account.Quotas.AttachedPolicies = 10;
            await fixture.RestartOperatorAsync();
        }
    }

    [Fact]
    public async Task A_pod_identity_association_is_told_where_EKS_tells_it()
    {
        var @namespace = await fixture.CreateNamespaceAsync("podid");
        fixture.Aws.Account.ChangeCluster(fixture.Eks.ClusterName, cluster => cluster with
        {
            Associations = cluster.Associations.Add(new EksPodIdentityAssociation
            {
                Id = "a-e2e",
                Arn = "arn:aws:eks:eu-central-1:111122223333:podidentityassociation/sandbox/a-e2e",
                Namespace = @namespace,
                ServiceAccount = "app",
                RoleArn = "arn:aws:iam::111122223333:role/other",
            }),
        });
        await fixture.RestartOperatorAsync();

        var warned = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec => spec.ServiceAccount!.Create = true));
        var other = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "other", spec => spec.ServiceAccount!.Create = true));

        Assert.Contains("a-e2e", warned.Condition(ConditionTypes.PodIdentityAssociated)!.Message, StringComparison.Ordinal);
        Assert.Null(other.Condition(ConditionTypes.PodIdentityAssociated));
    }

    [Fact]
    public async Task A_real_token_is_exchanged_and_a_refusal_of_STS_is_told()
    {
        var @namespace = await fixture.CreateNamespaceAsync("verify");
        await fixture.RestartOperatorAsync("--verify-token-exchange");
        try
        {
            // Without the overlay the right is missing, and the sentence says so.
            var binding = await fixture.CreateAsync(@namespace, "app", spec => spec.ServiceAccount!.Create = true);
            var denied = await fixture.ConditionAsync(binding, ConditionTypes.CredentialsVerified, "False", Reasons.TokenExchangeFailed);
            Assert.Contains("config/verify", denied.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
            Assert.Equal("True", denied.Condition(ConditionTypes.ServiceAccountReady)!.Status);

            await fixture.Eks.Manifests.ApplyFileAsync(Config("role.yaml"), Cancel);
            await fixture.Eks.Manifests.ApplyFileAsync(Config("role_binding.yaml"), Cancel);
            binding = await fixture.ReadyAsync(binding);
            Assert.Equal("True", binding.Condition(ConditionTypes.CredentialsVerified)!.Status);
            Assert.Contains(fixture.Aws.Journal.Calls, call => call.Operation == "AssumeRoleWithWebIdentity" && call.Parameters.Values.Contains(binding.Status.Role!.Arn!) && call.Status == 200);

            // Somebody takes the audience off the provider: no token is worth anything any more.
            var provider = binding.Status.Trust!.Provider!;
            fixture.Aws.Account.ChangeOidcProvider(provider, p => p with { ClientIds = ["elsewhere"] });
            try
            {
                var other = await fixture.CreateAsync(@namespace, "other", spec => spec.ServiceAccount!.Create = true);
                var refused = await fixture.ConditionAsync(other, ConditionTypes.CredentialsVerified, "False", Reasons.TokenExchangeFailed);
                Assert.Contains("InvalidIdentityToken", refused.Condition(ConditionTypes.Ready)!.Message, StringComparison.Ordinal);
            }
            finally
            {
                fixture.Aws.Account.ChangeOidcProvider(provider, p => p with { ClientIds = ["sts.amazonaws.com"] });
            }

            Assert.DoesNotContain(fixture.Eks.Operator!.Log, line => line.Contains("eyJ", StringComparison.Ordinal));
        }
        finally
        {
            await fixture.Client.DeleteAsync<V1ClusterRoleBinding>("irsa-operator-verify", cancellationToken: Cancel);
            await fixture.Client.DeleteAsync<V1ClusterRole>("irsa-operator-verify", cancellationToken: Cancel);
            await fixture.RestartOperatorAsync();
        }
    }

    private static string Config(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "config", "verify", name));
}
