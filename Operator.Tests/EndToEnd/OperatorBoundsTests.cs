using IrsaOperator.Api;
using IrsaOperator.Sandbox.Journey;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Sandbox.Aws;

namespace IrsaOperator.Tests.EndToEnd;

/// <summary>The operator under the policy and the boundary that Infrastructure synthesizes: what it must still do, and what nobody can do with its credentials.</summary>
[Collection(OperatorCollection.Name)]
public sealed class OperatorBoundsTests(OperatorFixture fixture)
{
    private const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Boundary => fixture.Eks.Stack!.BoundaryArn;

    [Fact]
    public async Task Every_role_lies_below_the_path_and_carries_the_boundary()
    {
        var binding = await fixture.ReadyAsync(await CreateAsync("bounded"));
        var role = fixture.Role(binding);
        Assert.Equal(("/irsa-operator/eks-dev/", Boundary), (role.Path, role.PermissionsBoundary));
    }

    [Fact]
    public async Task A_binding_whose_role_lost_its_boundary_can_be_deleted()
    {
        var binding = await fixture.ReadyAsync(await CreateAsync("lost"));
        fixture.Aws.Account.ChangeRole(binding.Status.Role!.Name!, role => role with { PermissionsBoundary = null });
        await fixture.DeleteAsync(binding);
        Assert.Null(fixture.Aws.Account.FindRole(binding.Status.Role.Name!));
    }

    [Fact]
    public async Task A_role_without_a_boundary_gets_it_before_anything_else_when_it_is_adopted()
    {
        var @namespace = await fixture.CreateNamespaceAsync("adopted");
        var role = fixture.Aws.Account.AddRole($"{@namespace}-own", Trust, "/irsa-operator/eks-dev/", role => role with
        {
            AttachedPolicies = [Administrator],
            InlinePolicies = role.InlinePolicies.Add("everything", Everything),
        });
        var mark = fixture.Aws.Journal.Mark();
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec =>
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.Name = role.Name;
            spec.Role.Adopt = true;
        }));
        Assert.Equal(Boundary, fixture.Role(binding).PermissionsBoundary);
        Assert.Empty(fixture.Role(binding).AttachedPolicies);
        var writes = fixture.Writes(mark, @namespace);
        Assert.True(writes.ToList().IndexOf("PutRolePermissionsBoundary") < writes.ToList().IndexOf("DetachRolePolicy"), string.Join(", ", writes));
        Assert.DoesNotContain(fixture.Aws.Journal.Since(mark), call => call.ErrorCode == "AccessDenied");
    }

    [Fact]
    public async Task A_role_outside_of_the_path_is_refused_with_the_call_that_is_missing()
    {
        var @namespace = await fixture.CreateNamespaceAsync("outside");
        var role = fixture.Aws.Account.AddRole($"{@namespace}-own", Trust, "/elsewhere/");
        var binding = await fixture.CreateAsync(@namespace, "app", spec =>
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.Name = role.Name;
            spec.Role.Adopt = true;
        });
        var refused = await fixture.ConditionAsync(binding, ConditionTypes.RoleReady, "False", Reasons.AccessDenied);
        Assert.Contains("iam:TagRole", refused.Condition(ConditionTypes.RoleReady)!.Message, StringComparison.Ordinal);
        Assert.Same(role, fixture.Aws.Account.FindRole(role.Name));
        await fixture.DeleteAsync(binding);
    }

    [Fact]
    public async Task With_the_operators_credentials_nothing_goes_beyond_path_and_boundary()
    {
        var binding = await fixture.ReadyAsync(await CreateAsync("intruder"));
        var own = binding.Status.Role!.Name!;
        var (account, operatorRole) = (fixture.Aws.Account, fixture.Eks.OperatorRoleArn.Split('/')[^1]);
        var node = account.AddRole($"node-{own}", Trust);
        var profile = account.AddInstanceProfile($"node-{own}", node.Name);
        var bare = account.AddRole($"bare-{own}", Trust, "/irsa-operator/eks-dev/", role => role with { AttachedPolicies = [Administrator] });
        (string Name, string Value)[] create = [("RoleName", "of-an-intruder"), ("AssumeRolePolicyDocument", Trust)];
        var inPath = ("Path", "/irsa-operator/eks-dev/");
        (string Operation, (string Name, string Value)[] Parameters)[] attempts =
        [
            // Outside of the path.
            ("CreateRole", [.. create, ("Path", "/"), ("PermissionsBoundary", Boundary)]),
            ("CreateRole", [.. create, ("Path", "/irsa-operator/eks-dev2/"), ("PermissionsBoundary", Boundary)]),
            ("DeleteRole", [("RoleName", node.Name)]),
            ("UpdateAssumeRolePolicy", [("RoleName", node.Name), ("PolicyDocument", Trust)]),
            ("UpdateAssumeRolePolicy", [("RoleName", operatorRole), ("PolicyDocument", Trust)]),
            ("TagRole", [("RoleName", node.Name), ("Tags.member.1.Key", "irsa-operator.io/uid"), ("Tags.member.1.Value", "x")]),
            ("PutRolePolicy", [("RoleName", operatorRole), ("PolicyName", "more"), ("PolicyDocument", Everything)]),
            ("AttachRolePolicy", [("RoleName", operatorRole), ("PolicyArn", Administrator)]),
            ("RemoveRoleFromInstanceProfile", [("RoleName", node.Name), ("InstanceProfileName", profile.Name)]),

            // Without the boundary, or with another.
            ("CreateRole", [.. create, inPath]),
            ("CreateRole", [.. create, inPath, ("PermissionsBoundary", Administrator)]),
            ("PutRolePermissionsBoundary", [("RoleName", own), ("PermissionsBoundary", Administrator)]),
            ("PutRolePolicy", [("RoleName", bare.Name), ("PolicyName", "more"), ("PolicyDocument", Everything)]),
            ("AttachRolePolicy", [("RoleName", bare.Name), ("PolicyArn", Administrator)]),
            ("DetachRolePolicy", [("RoleName", bare.Name), ("PolicyArn", Administrator)]),
            ("DeleteRolePolicy", [("RoleName", bare.Name), ("PolicyName", "more")]),

            // Lifting it.
            ("DeleteRolePermissionsBoundary", [("RoleName", own)]),
            ("DeleteRolePermissionsBoundary", [("RoleName", bare.Name)]),
            ("CreatePolicyVersion", [("PolicyArn", Boundary), ("PolicyDocument", Everything), ("SetAsDefault", "true")]),
            ("SetDefaultPolicyVersion", [("PolicyArn", Boundary), ("VersionId", "v1")]),
            ("DeletePolicyVersion", [("PolicyArn", Boundary), ("VersionId", "v1")]),
            ("DeletePolicy", [("PolicyArn", Boundary)]),

            // Beyond the operator's work altogether.
            ("CreatePolicy", [("PolicyName", "of-an-intruder"), ("PolicyDocument", Everything)]),
            ("DeleteOpenIDConnectProvider", [("OpenIDConnectProviderArn", fixture.Eks.Stack!.Outputs["ProviderArn"])]),
            ("AddClientIDToOpenIDConnectProvider", [("OpenIDConnectProviderArn", fixture.Eks.Stack.Outputs["ProviderArn"]), ("ClientID", "mine")]),
        ];
        var before = System.Text.Json.JsonSerializer.Serialize((account.Roles, account.Policies, account.OidcProviders));

        using var client = await IntruderAsync();
        foreach (var (operation, parameters) in attempts)
        {
            var answer = await client.IamAsync(operation, parameters);
            Assert.True(answer is { Status: 403, Code: "AccessDenied" }, $"{operation}({string.Join(", ", parameters)}): {answer.Body}");
        }

        Assert.Equal(before, System.Text.Json.JsonSerializer.Serialize((account.Roles, account.Policies, account.OidcProviders)));

        // The same credentials are good for what they are meant for.
        (await client.IamAsync("CreateRole", [.. create, inPath, ("PermissionsBoundary", Boundary)])).Ok();
        (await client.IamAsync("DeleteRole", [("RoleName", "of-an-intruder")])).Ok();
    }

    [Fact]
    public async Task A_role_reaches_no_further_than_the_boundary_whatever_its_policies_say()
    {
        var @namespace = await fixture.CreateNamespaceAsync("reach");
        var binding = await fixture.ReadyAsync(await fixture.CreateAsync(@namespace, "app", spec =>
        {
            spec.ServiceAccount!.Create = true;
            spec.Role!.ManagedPolicies = ["AdministratorAccess"];
        }));
        var credentials = await WebIdentity.ExchangeAsync(
            fixture.Eks, new TokenSource(new ObjectName(@namespace, "app"), OperatorIdentity.Audience, 3600), binding.Status.Role!.Arn!, Cancel);
        using var client = new AwsTestClient(fixture.Aws, credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken);
        (await client.IamAsync("ListRoles")).Fails(403, "AccessDenied", "no permissions boundary allows the iam:ListRoles action");
        (await client.StsAsync("AssumeRole", ("RoleArn", fixture.Eks.Stack!.Outputs["AdminRoleArn"]), ("RoleSessionName", "app"))).Fails(403, "AccessDenied");
    }

    private async Task<IrsaBinding> CreateAsync(string prefix) => await fixture.CreateAsync(await fixture.CreateNamespaceAsync(prefix), "app", spec =>
    {
        spec.ServiceAccount!.Create = true;
        spec.Role!.ManagedPolicies = ["AmazonS3ReadOnlyAccess"];
        spec.Role.InlinePolicies = [Planning.Sample.Inline("table")];
    });

    private async Task<AwsTestClient> IntruderAsync()
    {
        var source = new TokenSource(new ObjectName(OperatorIdentity.Namespace, OperatorIdentity.ServiceAccount), OperatorIdentity.Audience, 3600);
        var credentials = await WebIdentity.ExchangeAsync(fixture.Eks, source, fixture.Eks.OperatorRoleArn, Cancel);
        return new AwsTestClient(fixture.Aws, credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken);
    }
}
