using System.Text.Json;

namespace IrsaOperator.Tests.Sandbox.Aws;

public sealed class IamTests
{
    private const string ReadOnly = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

    [Fact]
    public async Task A_role_comes_back_as_it_was_created()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync("app", ("Path", "/team/"), ("Description", "d+ä"), ("MaxSessionDuration", "7200"), ("Tags.member.1.Key", "K"), ("Tags.member.1.Value", "v w"), ("PermissionsBoundary", ReadOnly))).Ok();
        var role = (await aws.Admin.IamAsync("GetRole", ("RoleName", "APP"))).Ok();
        Assert.Equal("arn:aws:iam::111122223333:role/team/app", role.Text("Arn"));
        Assert.StartsWith("AROA", role.Text("RoleId"), StringComparison.Ordinal);
        Assert.Equal(("d+ä", "7200", "K", "v w", ReadOnly), (role.Text("Description"), role.Text("MaxSessionDuration"), role.Text("Key"), role.Text("Value"), role.Text("PermissionsBoundaryArn")));
        Assert.Equal(Uri.EscapeDataString(aws.Trust()), role.Text("AssumeRolePolicyDocument"));
        var listed = (await aws.Admin.IamAsync("ListRoles", ("PathPrefix", "/team/"))).Ok();
        Assert.Equal(["7200"], listed.All("MaxSessionDuration"));
        Assert.Empty(listed.All("PermissionsBoundaryArn"));
    }

    [Fact]
    public async Task Role_names_are_unique_without_regard_to_case()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync()).Ok();
        (await aws.CreateRoleAsync("APP")).Fails(409, "EntityAlreadyExists", "Role with name APP already exists.");
    }

    [Theory]
    [InlineData("RoleName", "a b", "ValidationError")]
    [InlineData("Path", "team", "ValidationError")]
    [InlineData("Path", "/aws-service-role/x/", "InvalidInput")]
    [InlineData("Description", "\u20AC", "ValidationError")]
    [InlineData("MaxSessionDuration", "3599", "ValidationError")]
    [InlineData("MaxSessionDuration", "43201", "ValidationError")]
    [InlineData("PermissionsBoundary", "arn:aws:iam::111122223333:policy/none", "NoSuchEntity")]
    [InlineData("AssumeRolePolicyDocument", "{", "MalformedPolicyDocument")]
    [InlineData("Tags.member.1.Key", "aws:x", "InvalidInput")]
    [InlineData("Tags.member.1.Key", "a*b", "ValidationError")]
    [InlineData("Tags.member.1.Value", "a*b", "ValidationError")]
    public async Task What_IAM_refuses_of_a_role_is_refused(string name, string value, string code)
    {
        await using var aws = await AwsFixture.StartAsync();
        var parameters = new Dictionary<string, string> { ["RoleName"] = "app", ["AssumeRolePolicyDocument"] = aws.Trust(), ["Tags.member.1.Key"] = "k", ["Tags.member.1.Value"] = "v", [name] = value };
        Assert.Equal(code, (await aws.Admin.IamAsync("CreateRole", [.. parameters.Select(p => (p.Key, p.Value))])).Code);
        Assert.Empty(aws.Emulator.Account.Roles);
    }

    [Fact]
    public async Task Lengths_are_checked_in_AWS_words()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync(new string('a', 65))).Fails(400, "ValidationError", "at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64");
        (await aws.CreateRoleAsync("app", ("Description", new string('d', 1001)))).Fails(400, "ValidationError", "less than or equal to 1000");
        (await aws.Admin.IamAsync("GetRole")).Fails(400, "ValidationError", "Member must not be null");
    }

    [Fact]
    public async Task Quotas_hold()
    {
        await using var aws = await AwsFixture.StartAsync();
        var quotas = aws.Emulator.Account.Quotas;
        quotas.Roles = 1;
        (await aws.CreateRoleAsync()).Ok();
        (await aws.CreateRoleAsync("two")).Fails(409, "LimitExceeded", "RolesPerAccount: 1");
        quotas.AttachedPolicies = 0;
        (await aws.Admin.IamAsync("AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly))).Fails(409, "LimitExceeded", "PoliciesPerRole");
        quotas.TrustPolicySize = 100;
        (await aws.Admin.IamAsync("UpdateAssumeRolePolicy", ("RoleName", "app"), ("PolicyDocument", aws.Trust()))).Fails(409, "LimitExceeded", "ACLSizePerRole: 100");
        var document = AwsFixture.Allow("s3:Get*");
        quotas.InlinePolicySize = document.Length * 2 - 1;
        (await PutAsync(aws, "one", document + "   ")).Ok();
        (await PutAsync(aws, "one", document)).Ok();
        (await PutAsync(aws, "two", document)).Fails(409, "LimitExceeded", "Maximum policy size");
        quotas.Tags = 1;
        (await TagAsync(aws, "Team", "1")).Ok();
        (await TagAsync(aws, "team", "2")).Ok();
        (await TagAsync(aws, "other", "1")).Fails(409, "LimitExceeded");
        Assert.Equal("team=2", string.Join(',', aws.Emulator.Account.FindRole("app")!.Tags.Select(t => $"{t.Key}={t.Value}")));
    }

    [Fact]
    public async Task UpdateRole_without_a_duration_resets_it()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync("app", ("MaxSessionDuration", "7200"))).Ok();
        (await aws.Admin.IamAsync("UpdateRole", ("RoleName", "app"), ("Description", "x"))).Ok();
        Assert.Equal((3600, "x"), (aws.Emulator.Account.FindRole("app")!.MaxSessionDuration, aws.Emulator.Account.FindRole("app")!.Description));
    }

    [Fact]
    public async Task A_role_is_deleted_only_when_it_is_empty()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync()).Ok();
        (await PutAsync(aws, "p", AwsFixture.Allow("s3:*"))).Ok();
        (await aws.Admin.IamAsync("AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly))).Ok();
        aws.Emulator.Account.AddInstanceProfile("node", "app");
        (await DeleteAsync(aws)).Fails(409, "DeleteConflict", "instance profile");
        (await aws.Admin.IamAsync("RemoveRoleFromInstanceProfile", ("RoleName", "app"), ("InstanceProfileName", "node"))).Ok();
        (await DeleteAsync(aws)).Fails(409, "DeleteConflict", "detach all policies");
        (await aws.Admin.IamAsync("DetachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly))).Ok();
        (await DeleteAsync(aws)).Fails(409, "DeleteConflict", "delete policies first");
        (await aws.Admin.IamAsync("DeleteRolePolicy", ("RoleName", "app"), ("PolicyName", "p"))).Ok();
        (await DeleteAsync(aws)).Ok();
        (await DeleteAsync(aws)).Fails(404, "NoSuchEntity", "The role with name app cannot be found.");
    }

    [Fact]
    public async Task What_is_not_there_is_no_such_entity()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync()).Ok();
        (await aws.Admin.IamAsync("AttachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly + "x"))).Fails(404, "NoSuchEntity", "does not exist or is not attachable");
        (await aws.Admin.IamAsync("DetachRolePolicy", ("RoleName", "app"), ("PolicyArn", ReadOnly))).Fails(404, "NoSuchEntity");
        (await aws.Admin.IamAsync("GetRolePolicy", ("RoleName", "app"), ("PolicyName", "p"))).Fails(404, "NoSuchEntity");
        (await aws.Admin.IamAsync("DeleteRolePermissionsBoundary", ("RoleName", "app"))).Fails(404, "NoSuchEntity");
        (await aws.Admin.IamAsync("Nothing")).Fails(400, "InvalidAction");
        Assert.Equal(1, aws.Emulator.Journal.Count("Nothing"));
    }

    [Fact]
    public async Task A_service_linked_role_is_not_modifiable()
    {
        await using var aws = await AwsFixture.StartAsync();
        aws.Emulator.Account.AddRole("AWSServiceRoleForX", aws.Trust(), "/aws-service-role/x.amazonaws.com/");
        (await aws.Admin.IamAsync("DeleteRole", ("RoleName", "AWSServiceRoleForX"))).Fails(400, "UnmodifiableEntity");
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await using var aws = await AwsFixture.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
            (await aws.CreateRoleAsync(name)).Ok();
        var first = (await aws.Admin.IamAsync("ListRoles", ("MaxItems", "2"))).Ok();
        Assert.Equal(("true", 2), (first.Text("IsTruncated"), first.All("RoleName").Count));
        var second = (await aws.Admin.IamAsync("ListRoles", ("MaxItems", "2"), ("Marker", first.Text("Marker")))).Ok();
        Assert.Equal("false", second.Text("IsTruncated"));
        Assert.Equal(["c"], second.All("RoleName"));
        (await aws.Admin.IamAsync("ListRoles", ("Marker", "rubbish"))).Fails(400, "ValidationError");
    }

    [Fact]
    public async Task A_managed_policy_lives_its_life()
    {
        await using var aws = await AwsFixture.StartAsync();
        var arn = (await aws.Admin.IamAsync("CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", AwsFixture.Allow("s3:*")))).Ok().Text("Arn");
        (await aws.Admin.IamAsync("CreatePolicy", ("PolicyName", "P"), ("PolicyDocument", AwsFixture.Allow("s3:*")))).Fails(409, "EntityAlreadyExists");
        for (var i = 0; i < 4; i++)
            (await aws.Admin.IamAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", AwsFixture.Allow("s3:Get*")))).Ok();
        (await aws.Admin.IamAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", AwsFixture.Allow("s3:Get*")))).Fails(409, "LimitExceeded");
        (await aws.Admin.IamAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v1"))).Fails(409, "DeleteConflict");
        (await aws.Admin.IamAsync("DeletePolicy", ("PolicyArn", arn))).Fails(409, "DeleteConflict", "more than one version");
        foreach (var version in new[] { "v2", "v3", "v4", "v5" })
            (await aws.Admin.IamAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", version))).Ok();
        (await aws.CreateRoleAsync("app", ("PermissionsBoundary", arn))).Ok();
        Assert.Equal(["app"], (await aws.Admin.IamAsync("ListEntitiesForPolicy", ("PolicyArn", arn))).Ok().All("RoleName"));
        (await aws.Admin.IamAsync("DeletePolicy", ("PolicyArn", arn))).Fails(409, "DeleteConflict", "attached");
        (await DeleteAsync(aws)).Ok();
        (await aws.Admin.IamAsync("DeletePolicy", ("PolicyArn", arn))).Ok();
        (await aws.Admin.IamAsync("GetPolicy", ("PolicyArn", arn))).Fails(404, "NoSuchEntity");
    }

    [Fact]
    public async Task A_provider_lives_its_life()
    {
        await using var aws = await AwsFixture.StartAsync();
        var arn = (await aws.Admin.IamAsync("CreateOpenIDConnectProvider", ("Url", AwsFixture.Issuer), ("ClientIDList.member.1", "a"))).Ok().Text("OpenIDConnectProviderArn");
        Assert.Equal(aws.ProviderArn, arn);
        (await aws.Admin.IamAsync("CreateOpenIDConnectProvider", ("Url", AwsFixture.Issuer))).Fails(409, "EntityAlreadyExists");
        (await aws.Admin.IamAsync("CreateOpenIDConnectProvider", ("Url", "http://x.example"))).Fails(400, "ValidationError");
        (await aws.Admin.IamAsync("AddClientIDToOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn), ("ClientID", "b"))).Ok();
        (await aws.Admin.IamAsync("RemoveClientIDFromOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn), ("ClientID", "a"))).Ok();
        var provider = (await aws.Admin.IamAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn))).Ok();
        Assert.Equal((AwsFixture.Issuer["https://".Length..], "b"), (provider.Text("Url"), provider.Text("ClientIDList")));
        Assert.Equal([arn], (await aws.Admin.IamAsync("ListOpenIDConnectProviders")).Ok().All("Arn"));
        (await aws.Admin.IamAsync("DeleteOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn))).Ok();
        (await aws.Admin.IamAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn))).Fails(404, "NoSuchEntity");
    }

    [Fact]
    public async Task Account_details_leave_out_description_and_duration()
    {
        await using var aws = await AwsFixture.StartAsync();
        (await aws.CreateRoleAsync("app", ("Description", "d"))).Ok();
        (await PutAsync(aws, "p", AwsFixture.Allow("s3:*"))).Ok();
        var details = (await aws.Admin.IamAsync("GetAccountAuthorizationDetails", ("Filter.member.1", "Role"))).Ok();
        Assert.Equal(["app"], details.All("RoleName"));
        Assert.Equal([Uri.EscapeDataString(AwsFixture.Allow("s3:*"))], details.All("PolicyDocument"));
        Assert.Empty(details.All("Description").Concat(details.All("MaxSessionDuration")));
        Assert.Contains("RolesQuota", (await aws.Admin.IamAsync("GetAccountSummary")).Ok().All("key"));
    }

    [Fact]
    public async Task A_session_may_do_what_its_policies_and_its_boundary_allow()
    {
        await using var aws = await AwsFixture.StartAsync();
        var boundary = aws.Emulator.Account.AddManagedPolicy("bound", AwsFixture.Allow("iam:*")).Arn;
        var own = JsonSerializer.Serialize(new
        {
            Version = "2012-10-17",
            Statement = new object[]
            {
                new { Effect = "Allow", Action = new[] { "iam:CreateRole", "iam:TagRole" }, Resource = "arn:aws:iam::111122223333:role/app*", Condition = new { StringEquals = new Dictionary<string, string> { ["iam:PermissionsBoundary"] = boundary } } },
                new { Effect = "Allow", Action = new[] { "iam:DeleteRole", "eks:*" }, Resource = "*" },
                new { Effect = "Deny", Action = "iam:DeleteRole", Resource = "*", Condition = new { StringNotEquals = new Dictionary<string, string> { ["aws:ResourceTag/owner"] = "me" } } },
            },
        });
        using var session = await aws.SessionAsync(own, boundary);
        (string, string)[] create = [("RoleName", "app"), ("AssumeRolePolicyDocument", aws.Trust())];
        (await session.IamAsync("CreateRole", create)).Fails(403, "AccessDenied", "User: arn:aws:sts::111122223333:assumed-role/operator/test is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/app because no identity-based policy allows the iam:CreateRole action");
        (await session.IamAsync("CreateRole", [.. create, ("PermissionsBoundary", boundary)])).Ok();
        (await session.IamAsync("DeleteRole", ("RoleName", "app"))).Fails(403, "AccessDenied", "with an explicit deny in an identity-based policy");
        (await TagAsync(aws, "owner", "me")).Ok();
        (await session.IamAsync("DeleteRole", ("RoleName", "app"))).Ok();
        (await session.EksAsync(HttpMethod.Get, "/clusters/sandbox")).Fails(403, "AccessDeniedException", "because no permissions boundary allows");
        var simulated = (await aws.Admin.IamAsync("SimulatePrincipalPolicy", ("PolicySourceArn", aws.Emulator.Account.FindRole("operator")!.Arn), ("ActionNames.member.1", "iam:GetRole"), ("ActionNames.member.2", "iam:DeleteRole"))).Ok();
        Assert.Equal(["implicitDeny", "explicitDeny"], simulated.All("EvalDecision"));
    }

    private static Task<AwsAnswer> PutAsync(AwsFixture aws, string name, string document) =>
        aws.Admin.IamAsync("PutRolePolicy", ("RoleName", "app"), ("PolicyName", name), ("PolicyDocument", document));

    private static Task<AwsAnswer> TagAsync(AwsFixture aws, string key, string value) =>
        aws.Admin.IamAsync("TagRole", ("RoleName", "app"), ("Tags.member.1.Key", key), ("Tags.member.1.Value", value));

    private static Task<AwsAnswer> DeleteAsync(AwsFixture aws) => aws.Admin.IamAsync("DeleteRole", ("RoleName", "app"));
}
