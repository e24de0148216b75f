using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace IrsaOperator.Tests.Standins.AwsSdk;

public sealed class IamParsingTests
{
    internal const string Encoded = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%2C%22x%22%3A%22a+b%22%7D";

    internal const string FullRole =
        $"""
         <Path>/irsa/</Path>
         <AssumeRolePolicyDocument>{Encoded}</AssumeRolePolicyDocument>
         <SourceRoleTemplate><TemplateArn>arn:x</TemplateArn><Tags><member><Key>not-ours</Key></member></Tags></SourceRoleTemplate>
         <MaxSessionDuration>43200</MaxSessionDuration>
         <RoleId>AROADBQP57FF2AEXAMPLE</RoleId>
         <RoleLastUsed><LastUsedDate>2026-11-18T20:47:12Z</LastUsedDate><Region>eu-central-1</Region></RoleLastUsed>
         <RoleName>app</RoleName>
         <Arn>arn:aws:iam::123456789012:role/irsa/app</Arn>
         <CreateDate>2026-05-08T23:34:01.123Z</CreateDate>
         <Description>Reads &lt;everything&gt; &amp; more</Description>
         <PermissionsBoundary>
           <PermissionsBoundaryType>PermissionsBoundaryPolicy</PermissionsBoundaryType>
           <PermissionsBoundaryArn>arn:aws:iam::123456789012:policy/boundary</PermissionsBoundaryArn>
         </PermissionsBoundary>
         <Tags>
           <member><Key>team</Key><Value>payments</Value></member>
           <member><Key>empty</Key><Value></Value></member>
         </Tags>
         """;

    [Fact]
    public async Task A_role_is_read_with_tags_boundary_and_last_use()
    {
        var response = await CallAsync(
            "GetRole", $"<Role>{FullRole}</Role>", (iam, ct) => iam.GetRoleAsync(new() { RoleName = "app" }, ct));

        var role = response.Role!;
        Assert.Equal("arn:aws:iam::123456789012:role/irsa/app", role.Arn);
        Assert.Equal(("/irsa/", "app", "AROADBQP57FF2AEXAMPLE", 43200), (role.Path, role.RoleName, role.RoleId, role.MaxSessionDuration));
        Assert.Equal("Reads <everything> & more", role.Description);
        Assert.Equal(new DateTime(2026, 5, 8, 23, 34, 1, 123, DateTimeKind.Utc), role.CreateDate);
        Assert.Equal(DateTimeKind.Utc, role.CreateDate!.Value.Kind);
        Assert.Equal(new DateTime(2026, 11, 18, 20, 47, 12, DateTimeKind.Utc), role.RoleLastUsed!.LastUsedDate);
        Assert.Equal("eu-central-1", role.RoleLastUsed.Region);
        Assert.Equal("arn:aws:iam::123456789012:policy/boundary", role.PermissionsBoundary!.PermissionsBoundaryArn);
        Assert.Equal(PermissionsBoundaryAttachmentType.PermissionsBoundaryPolicy, role.PermissionsBoundary.PermissionsBoundaryType);
        Assert.Equal([("team", "payments"), ("empty", "")], role.Tags!.Select(tag => (tag.Key!, tag.Value!)));
    }

    [Fact]
    public async Task Documents_stay_percent_encoded()
    {
        var role = await CallAsync(
            "CreateRole", $"<Role>{FullRole}</Role>", (iam, ct) => iam.CreateRoleAsync(new() { RoleName = "app" }, ct));
        var policy = await CallAsync(
            "GetRolePolicy",
            $"<RoleName>app</RoleName><PolicyName>read</PolicyName><PolicyDocument>{Encoded}</PolicyDocument>",
            (iam, ct) => iam.GetRolePolicyAsync(new() { RoleName = "app", PolicyName = "read" }, ct));

        Assert.Equal(Encoded, role.Role!.AssumeRolePolicyDocument);
        Assert.Equal((Encoded, "read", "app"), (policy.PolicyDocument, policy.PolicyName, policy.RoleName));
    }

    [Fact]
    public async Task A_managed_policy_names_its_default_version_and_the_version_its_document()
    {
        var policy = await CallAsync(
            "GetPolicy",
            "<Policy><PolicyName>p</PolicyName><Arn>arn:aws:iam::123456789012:policy/p</Arn><DefaultVersionId>v3</DefaultVersionId>"
                + "<AttachmentCount>2</AttachmentCount><IsAttachable>true</IsAttachable></Policy>",
            (iam, ct) => iam.GetPolicyAsync(new() { PolicyArn = "arn:aws:iam::123456789012:policy/p" }, ct));
        var version = await CallAsync(
            "GetPolicyVersion",
            $"<PolicyVersion><Document>{Encoded}</Document><VersionId>v3</VersionId><IsDefaultVersion>true</IsDefaultVersion></PolicyVersion>",
            (iam, ct) => iam.GetPolicyVersionAsync(new() { PolicyArn = "arn:aws:iam::123456789012:policy/p", VersionId = "v3" }, ct));

        Assert.Equal(("p", "v3", 2, true), (policy.Policy!.PolicyName, policy.Policy.DefaultVersionId, policy.Policy.AttachmentCount, policy.Policy.IsAttachable));
        Assert.Equal((Encoded, "v3", true), (version.PolicyVersion!.Document, version.PolicyVersion.VersionId, version.PolicyVersion.IsDefaultVersion));
    }

    [Theory]
    [InlineData("<Role><RoleName>app</RoleName></Role>")]
    [InlineData("<Role><RoleName>app</RoleName><Tags/><RoleLastUsed/></Role>")]
    public async Task An_absent_list_and_an_empty_one_are_null(string members)
    {
        var response = await CallAsync("GetRole", members, (iam, ct) => iam.GetRoleAsync(new() { RoleName = "app" }, ct));

        Assert.Null(response.Role!.Tags);
        Assert.Null(response.Role.Description);
        Assert.Null(response.Role.MaxSessionDuration);
        Assert.Null(response.Role.CreateDate);
        Assert.Null(response.Role.PermissionsBoundary);
        Assert.Null(response.Role.RoleLastUsed?.LastUsedDate);
    }

    [Fact]
    public async Task Lists_of_roles_policies_and_tags_are_read()
    {
        var roles = await CallAsync(
            "ListRoles",
            $"""
             <Roles><member>{FullRole}</member><member><RoleName>b</RoleName></member></Roles>
             <IsTruncated>true</IsTruncated><Marker>next</Marker>
             """,
            (iam, ct) => iam.ListRolesAsync(ct));
        var attached = await CallAsync(
            "ListAttachedRolePolicies",
            "<AttachedPolicies><member><PolicyName>p</PolicyName><PolicyArn>arn:p</PolicyArn></member></AttachedPolicies>",
            (iam, ct) => iam.ListAttachedRolePoliciesAsync(new() { RoleName = "app" }, ct));
        var inline = await CallAsync(
            "ListRolePolicies",
            "<PolicyNames><member>a</member><member>b</member></PolicyNames><IsTruncated>false</IsTruncated>",
            (iam, ct) => iam.ListRolePoliciesAsync(new() { RoleName = "app" }, ct));
        var tags = await CallAsync(
            "ListRoleTags",
            "<Tags><member><Key>k</Key><Value>v</Value></member></Tags><IsTruncated>false</IsTruncated>",
            (iam, ct) => iam.ListRoleTagsAsync(new() { RoleName = "app" }, ct));

        Assert.Equal(["app", "b"], roles.Roles!.Select(role => role.RoleName!));
        Assert.Equal((true, "next"), (roles.IsTruncated, roles.Marker));
        Assert.Equal(("p", "arn:p"), (attached.AttachedPolicies![0].PolicyName, attached.AttachedPolicies[0].PolicyArn));
        Assert.Equal(["a", "b"], inline.PolicyNames!);
        Assert.False(inline.IsTruncated);
        Assert.Equal(("k", "v"), (tags.Tags![0].Key, tags.Tags[0].Value));
    }

    [Fact]
    public async Task Instance_profiles_are_read_with_their_roles()
    {
        var response = await CallAsync(
            "ListInstanceProfilesForRole",
            $"""
             <InstanceProfiles><member>
               <InstanceProfileId>AIPA</InstanceProfileId><InstanceProfileName>node</InstanceProfileName><Path>/</Path>
               <Arn>arn:aws:iam::123456789012:instance-profile/node</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate>
               <Roles><member>{FullRole}</member></Roles>
               <Tags><member><Key>k</Key><Value>v</Value></member></Tags>
             </member></InstanceProfiles><IsTruncated>false</IsTruncated>
             """,
            (iam, ct) => iam.ListInstanceProfilesForRoleAsync(new() { RoleName = "app" }, ct));

        var profile = Assert.Single(response.InstanceProfiles!);
        Assert.Equal(("AIPA", "node", "/"), (profile.InstanceProfileId, profile.InstanceProfileName, profile.Path));
        Assert.Equal("arn:aws:iam::123456789012:instance-profile/node", profile.Arn);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), profile.CreateDate);
        Assert.Equal("app", Assert.Single(profile.Roles!).RoleName);
        Assert.Equal("k", Assert.Single(profile.Tags!).Key);
    }

    [Fact]
    public async Task The_details_of_an_account_are_read()
    {
        var response = await CallAsync(
            "GetAccountAuthorizationDetails",
            $"""
             <IsTruncated>true</IsTruncated><Marker>m</Marker>
             <RoleDetailList><member>{FullRole}
               <AttachedManagedPolicies><member><PolicyName>p</PolicyName><PolicyArn>arn:p</PolicyArn></member></AttachedManagedPolicies>
               <InstanceProfileList><member><InstanceProfileName>node</InstanceProfileName></member></InstanceProfileList>
               <RolePolicyList><member><PolicyName>read</PolicyName><PolicyDocument>{Encoded}</PolicyDocument></member></RolePolicyList>
             </member></RoleDetailList>
             <UserDetailList><member>
               <UserName>ann</UserName><UserId>AIDA</UserId><Path>/</Path><Arn>arn:ann</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate>
               <GroupList><member>admins</member></GroupList>
               <UserPolicyList><member><PolicyName>u</PolicyName></member></UserPolicyList>
               <AttachedManagedPolicies/><Tags/>
             </member></UserDetailList>
             <GroupDetailList><member>
               <GroupName>admins</GroupName><GroupId>AGPA</GroupId><Path>/</Path><Arn>arn:admins</Arn>
               <GroupPolicyList><member><PolicyName>g</PolicyName></member></GroupPolicyList>
             </member></GroupDetailList>
             <Policies><member>
               <PolicyName>local</PolicyName><PolicyId>ANPA</PolicyId><Arn>arn:local</Arn><Path>/</Path>
               <DefaultVersionId>v2</DefaultVersionId>
               <AttachmentCount>3</AttachmentCount><IsAttachable>true</IsAttachable>
               <PermissionsBoundaryUsageCount>1</PermissionsBoundaryUsageCount>
               <CreateDate>2026-01-02T03:04:05Z</CreateDate><UpdateDate>2026-02-03T04:05:06Z</UpdateDate><Description>d</Description>
               <PolicyVersionList><member>
                 <Document>{Encoded}</Document><VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion>
                 <CreateDate>2026-02-03T04:05:06Z</CreateDate>
               </member></PolicyVersionList>
             </member></Policies>
             """,
            (iam, ct) => iam.GetAccountAuthorizationDetailsAsync(new(), ct));

        Assert.Equal((true, "m"), (response.IsTruncated, response.Marker));
        var role = Assert.Single(response.RoleDetailList!);
        Assert.Equal(("app", "/irsa/", Encoded), (role.RoleName, role.Path, role.AssumeRolePolicyDocument));
        Assert.Equal("arn:p", Assert.Single(role.AttachedManagedPolicies!).PolicyArn);
        Assert.Equal("node", Assert.Single(role.InstanceProfileList!).InstanceProfileName);
        Assert.Equal(("read", Encoded), (role.RolePolicyList![0].PolicyName, role.RolePolicyList[0].PolicyDocument));
        Assert.Equal(["team", "empty"], role.Tags!.Select(tag => tag.Key!));
        Assert.NotNull(role.PermissionsBoundary);
        Assert.NotNull(role.RoleLastUsed);
        var user = Assert.Single(response.UserDetailList!);
        Assert.Equal(("ann", "AIDA", "admins", "u"), (user.UserName, user.UserId, user.GroupList![0], user.UserPolicyList![0].PolicyName));
        Assert.Null(user.AttachedManagedPolicies);
        var group = Assert.Single(response.GroupDetailList!);
        Assert.Equal(("admins", "AGPA", "g"), (group.GroupName, group.GroupId, group.GroupPolicyList![0].PolicyName));
        var policy = Assert.Single(response.Policies!);
        Assert.Equal(("local", "v2", true), (policy.PolicyName, policy.DefaultVersionId, policy.IsAttachable));
        Assert.Equal((3, 1), (policy.AttachmentCount, policy.PermissionsBoundaryUsageCount));
        var version = Assert.Single(policy.PolicyVersionList!);
        Assert.Equal((Encoded, "v2", true), (version.Document, version.VersionId, version.IsDefaultVersion));
    }

    [Fact]
    public async Task The_summary_of_an_account_is_a_map()
    {
        var response = await CallAsync(
            "GetAccountSummary",
            """
            <SummaryMap>
              <entry><key>Roles</key><value>12</value></entry><entry><key>RolesQuota</key><value>1000</value></entry>
            </SummaryMap>
            """,
            (iam, ct) => iam.GetAccountSummaryAsync(new(), ct));

        Assert.Equal(new Dictionary<string, int> { ["Roles"] = 12, ["RolesQuota"] = 1000 }, response.SummaryMap);
    }

    [Fact]
    public async Task OpenId_connect_providers_are_read()
    {
        var provider = await CallAsync(
            "GetOpenIDConnectProvider",
            """
            <Url>oidc.example/id/1</Url><CreateDate>2026-01-02T03:04:05Z</CreateDate>
            <ClientIDList><member>sts.amazonaws.com</member></ClientIDList>
            <ThumbprintList><member>c3768084dfb3d2b68b7897bf5f565da8eEXAMPLE</member></ThumbprintList>
            <Tags><member><Key>k</Key><Value>v</Value></member></Tags>
            """,
            (iam, ct) => iam.GetOpenIDConnectProviderAsync(new() { OpenIDConnectProviderArn = "arn" }, ct));
        var created = await CallAsync(
            "CreateOpenIDConnectProvider",
            "<OpenIDConnectProviderArn>arn:new</OpenIDConnectProviderArn>",
            (iam, ct) => iam.CreateOpenIDConnectProviderAsync(new() { Url = "https://oidc.example" }, ct));
        var list = await CallAsync(
            "ListOpenIDConnectProviders",
            "<OpenIDConnectProviderList><member><Arn>arn:1</Arn></member><member><Arn>arn:2</Arn></member></OpenIDConnectProviderList>",
            (iam, ct) => iam.ListOpenIDConnectProvidersAsync(new(), ct));

        Assert.Equal(("oidc.example/id/1", "sts.amazonaws.com", "k"), (provider.Url, provider.ClientIDList![0], provider.Tags![0].Key));
        Assert.Equal("c3768084dfb3d2b68b7897bf5f565da8eEXAMPLE", Assert.Single(provider.ThumbprintList!));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), provider.CreateDate);
        Assert.Equal("arn:new", created.OpenIDConnectProviderArn);
        Assert.Equal(["arn:1", "arn:2"], list.OpenIDConnectProviderList!.Select(entry => entry.Arn!));
    }

    [Fact]
    public async Task A_page_that_is_no_xml_is_an_unmarshalling_error()
    {
        await using var aws = await LoopbackAws.StartAsync(new Answer("{\"proxy\":\"login first\"}"));
        using var iam = aws.Iam();

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(
            () => iam.GetRoleAsync(new GetRoleRequest { RoleName = "app" }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("<CreateDate>yesterday</CreateDate>")]
    [InlineData("<MaxSessionDuration>99999999999</MaxSessionDuration>")]
    [InlineData("<MaxSessionDuration>an hour</MaxSessionDuration>")]
    public async Task A_value_of_another_type_is_an_unmarshalling_error(string member)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("GetRole", $"<Role>{member}</Role>"));
        using var iam = aws.Iam();

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(
            () => iam.GetRoleAsync(new GetRoleRequest { RoleName = "app" }, TestContext.Current.CancellationToken));
    }

    private static async Task<T> CallAsync<T>(
        string action, string members, Func<IAmazonIdentityManagementService, CancellationToken, Task<T>> call)
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam(action, members));
        using var iam = aws.Iam();
        return await call(iam, TestContext.Current.CancellationToken);
    }
}
