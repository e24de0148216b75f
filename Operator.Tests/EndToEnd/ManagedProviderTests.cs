using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>--manage-oidc-provider: the cluster's IAM OIDC provider is the operator's to make and to complete.</summary>
[Collection(OperatorCollection.Name)]
public sealed class ManagedProviderTests(OperatorFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Not enforced, but a default: so that roles of other tests keep theirs meanwhile.</summary>
    private string[] WithBoundary => [.. OperatorFixture.ByHandArguments, "--permissions-boundary", fixture.Eks.Stack!.BoundaryArn];

    [Fact]
    public Task A_provider_that_the_operator_manages_is_made_and_completed() => fixture.ByHandAsync(CompleteProviderAsync, "--permissions-boundary", fixture.Eks.Stack!.BoundaryArn);

    private async Task CompleteProviderAsync()
    {
        var account = fixture.Aws.Account;
        var provider = Assert.Single(account.OidcProviders);
        var operatorRole = account.FindRole(OperatorIdentity.RoleName)!;
        var policy = PolicyTemplate.Fill(
            await File.ReadAllTextAsync(RepositoryFiles.Path("config", "aws", "operator-policy-manage-provider.json"), Cancel),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Partition"] = "aws", ["Account"] = account.AccountId, ["RolePath"] = OperatorIdentity.ManagedRolePath });
        account.ChangeRole(operatorRole.Name, role => role with { InlinePolicies = role.InlinePolicies.Add("manage-provider", policy) });

        // The operator needs the provider itself, to get its credentials: it is taken away as soon as it has them.
        fixture.Aws.Behaviour.BeforeAnswer = call =>
        {
            if (call.Operation == "GetCallerIdentity" && OperatorIdentity.IsOperator(call.Principal))
                account.RemoveOidcProvider(provider.Arn);
            return ValueTask.CompletedTask;
        };
        var mark = fixture.Aws.Journal.Mark();
        var @namespace = await fixture.CreateNamespaceAsync("provider");
        try
        {
            await fixture.RestartOperatorAsync([.. WithBoundary, "--manage-oidc-provider"]);
            await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "first", spec => spec.ServiceAccount!.Create = true));
            Assert.Contains(fixture.Aws.Journal.Since(mark), call => call is { Operation: "CreateOpenIDConnectProvider", Status: 200 });
            Assert.Equal([OperatorIdentity.Audience], account.FindOidcProvider(provider.Arn)!.ClientIds);

            await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "second", spec =>
            {
                spec.ServiceAccount!.Create = true;
                spec.ServiceAccount.Audience = "my-audience";
            }));
            Assert.Equal(["my-audience", OperatorIdentity.Audience], account.FindOidcProvider(provider.Arn)!.ClientIds.Order(StringComparer.Ordinal));
        }
        finally
        {
            fixture.Aws.Behaviour.BeforeAnswer = null;
            account.ChangeRole(operatorRole.Name, _ => operatorRole);
            account.RemoveOidcProvider(provider.Arn);
            account.AddOidcProvider(provider.Url, provider.ClientIds);
        }
    }
}
