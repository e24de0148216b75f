using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace IrsaOperator.Tests.Standins.AwsSdk;

public sealed class PaginatorTests
{
    private delegate IAsyncEnumerable<string?> Enumerate(IAmazonIdentityManagementService iam);

    /// <summary>Each IAM paginator, the element of its list, a member of that list and the items it must yield from three pages.</summary>
    private static Dictionary<string, (string List, string Item, Enumerate Items)> Cases { get; } = new()
    {
        ["ListRoles"] = (
            "Roles", "<RoleName>{0}</RoleName>",
            iam => iam.Paginators.ListRoles(new() { PathPrefix = "/p/" }).Roles.Select(r => r.RoleName)),
        ["ListAttachedRolePolicies"] = (
            "AttachedPolicies", "<PolicyArn>{0}</PolicyArn>",
            iam => iam.Paginators.ListAttachedRolePolicies(new() { RoleName = "a" }).AttachedPolicies.Select(p => p.PolicyArn)),
        ["ListRolePolicies"] = (
            "PolicyNames", "{0}",
            iam => iam.Paginators.ListRolePolicies(new() { RoleName = "a" }).PolicyNames.Select(name => (string?)name)),
        ["ListRoleTags"] = (
            "Tags", "<Key>{0}</Key>",
            iam => iam.Paginators.ListRoleTags(new() { RoleName = "a" }).Tags.Select(tag => tag.Key)),
        ["ListInstanceProfilesForRole"] = (
            "InstanceProfiles", "<InstanceProfileName>{0}</InstanceProfileName>",
            iam => iam.Paginators.ListInstanceProfilesForRole(new() { RoleName = "a" }).InstanceProfiles
                .Select(p => p.InstanceProfileName)),
        ["GetAccountAuthorizationDetails"] = (
            "RoleDetailList", "<RoleName>{0}</RoleName>",
            iam => iam.Paginators.GetAccountAuthorizationDetails(new() { Filter = ["Role"] }).RoleDetailList.Select(r => r.RoleName)),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_page_is_read_in_turn_also_an_empty_one(string operation)
    {
        var (list, item, items) = Cases[operation];
        await using var aws = await LoopbackAws.StartAsync(Pages(operation, list, item));
        using var iam = aws.Iam();

        Assert.Equal(["one", "two", "three"], await items(iam).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["", "Marker=m1", "Marker=m2"],
            aws.Requests.Select(r => string.Concat(r.Parameters.Split('\n').Where(l => l.StartsWith("Marker", StringComparison.Ordinal)))));
        Assert.All(aws.Requests, request => Assert.Contains($"Action={operation}", request.Parameters, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Responses_are_the_pages()
    {
        await using var aws = await LoopbackAws.StartAsync(Pages("ListRoles", "Roles", "<RoleName>{0}</RoleName>"));
        using var iam = aws.Iam();

        var pages = await iam.Paginators.ListRoles(new ListRolesRequest()).Responses.ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([2, 0, 1], pages.Select(page => page.Roles?.Count ?? 0));
    }

    [Fact]
    public async Task A_paginator_is_used_once()
    {
        await using var aws = await LoopbackAws.StartAsync(Answer.Iam("ListRoles", "<IsTruncated>false</IsTruncated>"));
        using var iam = aws.Iam();
        var paginator = iam.Paginators.ListRoles(new ListRolesRequest());
        Assert.Empty(await paginator.Roles.ToListAsync(TestContext.Current.CancellationToken));

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await paginator.Roles.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_is_asked_before_it_is_enumerated_and_nothing_after_the_enumeration_ends()
    {
        await using var aws = await LoopbackAws.StartAsync(Pages("ListRoles", "Roles", "<RoleName>{0}</RoleName>"));
        using var iam = aws.Iam();

        var roles = iam.Paginators.ListRoles(new ListRolesRequest()).Roles;
        Assert.Empty(aws.Requests);
        await foreach (var role in roles.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.Equal("one", role.RoleName);
            break;
        }

        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task The_token_of_an_enumeration_cancels_it()
    {
        await using var aws = await LoopbackAws.StartAsync(Pages("ListRoles", "Roles", "<RoleName>{0}</RoleName>"));
        using var iam = aws.Iam();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await iam.Paginators.ListRoles(new ListRolesRequest()).Roles.ToListAsync(cancelled.Token));
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task EKS_follows_its_next_token()
    {
        await using var aws = await LoopbackAws.StartAsync(
            Answer.Eks("""{"clusters":["a","b"],"nextToken":"t/1=="}"""),
            Answer.Eks("""{"clusters":[],"nextToken":"t2"}"""),
            Answer.Eks("""{"clusters":["c"],"nextToken":null}"""));
        using var eks = aws.Eks();

        var clusters = eks.Paginators.ListClusters(new() { MaxResults = 2 }).Clusters;

        Assert.Equal(["a", "b", "c"], await clusters.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["maxResults=2", "maxResults=2\nnextToken=t/1==", "maxResults=2\nnextToken=t2"], aws.Requests.Select(r => r.Parameters));
    }

    [Fact]
    public async Task Pod_identity_associations_are_paged()
    {
        await using var aws = await LoopbackAws.StartAsync(
            Answer.Eks("""{"associations":[{"associationId":"a-1"}],"nextToken":"t"}"""),
            Answer.Eks("""{"associations":[{"associationId":"a-2"}]}"""));
        using var eks = aws.Eks();

        var ids = eks.Paginators.ListPodIdentityAssociations(new() { ClusterName = "lab" }).Associations.Select(a => a.AssociationId!);

        Assert.Equal(["a-1", "a-2"], await ids.ToListAsync(TestContext.Current.CancellationToken));
    }

    private static Answer[] Pages(string operation, string list, string item)
    {
        string Member(string name) => $"<member>{item.Replace("{0}", name, StringComparison.Ordinal)}</member>";
        return
        [
            Answer.Iam(operation, $"<{list}>{Member("one")}{Member("two")}</{list}><IsTruncated>true</IsTruncated><Marker>m1</Marker>"),
            Answer.Iam(operation, $"<{list}/><IsTruncated>true</IsTruncated><Marker>m2</Marker>"),
            Answer.Iam(operation, $"<{list}>{Member("three")}</{list}><IsTruncated>false</IsTruncated>"),
        ];
    }
}
