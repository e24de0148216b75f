using System.Net;
using System.Net.Sockets;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using IrsaOperator.Tests.Planning;
using IrsaOperator.Tests.Reliability;
using IrsaOperator.Tests.Security;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>I9 and what stands around it: a life full of faults at the most talkative level, and what others can reach and read.</summary>
[Collection(FaultCollection.Name)]
public sealed class SecurityTests(FaultFixture fixture, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Marker = "policy-marker-4711";

    private string _namespace = "";

    private static CancellationToken Cancel => FaultFixture.Cancel;

    public async ValueTask InitializeAsync() => _namespace = await fixture.BeginAsync("secure");

    public async ValueTask DisposeAsync()
    {
        fixture.Mend();
        fixture.Aws.Behaviour.ClearFaults();
        await fixture.StopAsync();
    }

    [Fact]
    public async Task I9_A_life_full_of_faults_tells_no_secret_at_any_level_and_nothing_about_policies_to_whoever_asks()
    {
        await fixture.StopAsync();
        foreach (var file in ConfigFiles.Manifests(RepositoryFiles.Path("config", "verify")))
            await fixture.Eks.Manifests.ApplyFileAsync(file, Cancel);
        var lines = SuiteLogWatch.Lines;
        var process = await fixture.StartAsync("--log-level", "trace", "--verify-token-exchange", "--audit-interval", "10s", "--leader-elect");
        await FaultsAsync();

        var log = await File.ReadAllLinesAsync(process.LogFile, Cancel);
        var known = new[] { fixture.Eks.Plane.AdminToken, fixture.Aws.Options.SecretAccessKey };
        Assert.All(log, line => Assert.Null(Secrets.Find(line, known)));
        Assert.Contains(log, line => line.Contains("\"LogLevel\":\"Trace\"", StringComparison.Ordinal) || line.Contains("\"LogLevel\":\"Debug\"", StringComparison.Ordinal));
        Assert.True(SuiteLogWatch.Lines - lines >= log.Length, $"Of {log.Length} lines the suite's watch has seen {SuiteLogWatch.Lines - lines}.");

        using var http = new HttpClient();
        var pages = await Task.WhenAll(new[] { "metrics", "healthz", "readyz" }.Select(page => http.GetStringAsync(new Uri(process.Url, page), Cancel)));
        Assert.All(pages, page =>
        {
            Assert.NotEmpty(page);
            Assert.Null(Secrets.Find(page, known));
            Assert.DoesNotContain(Marker, page, StringComparison.Ordinal);
            Assert.DoesNotContain("arn:", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Statement", page, StringComparison.Ordinal);
            Assert.DoesNotContain("AmazonS3", page, StringComparison.Ordinal);
            Assert.DoesNotContain(fixture.Aws.Options.AccountId, page, StringComparison.Ordinal);
            Assert.DoesNotContain(_namespace, page, StringComparison.Ordinal);
        });

        var told = KubernetesJson.Serialize(await fixture.Client.ListAsync<Corev1Event>(_namespace, cancellationToken: Cancel))
            + KubernetesJson.Serialize(await fixture.Client.ListAsync<IrsaBinding>(_namespace, cancellationToken: Cancel));
        Assert.Null(Secrets.Find(told, known));
        output.WriteLine($"{log.Length} lines at trace, {pages.Sum(page => page.Length)} characters of metrics and health, {told.Length} of events and statuses");
    }

    [Theory]
    [InlineData("get")]
    [InlineData("list")]
    [InlineData("watch")]
    [InlineData("create")]
    public async Task The_operator_may_do_nothing_with_secrets(string verb)
    {
        using var client = await OperatorsClientAsync();
        var review = await client.AuthorizationV1.CreateSelfSubjectAccessReviewAsync(
            new V1SelfSubjectAccessReview { Spec = new V1SelfSubjectAccessReviewSpec { ResourceAttributes = new V1ResourceAttributes { Resource = "secrets", Verb = verb, NamespaceProperty = OperatorIdentity.Namespace } } }, cancellationToken: Cancel);
        Assert.False(review.Status.Allowed);

        // The question is one that has another answer, too.
        var other = await client.AuthorizationV1.CreateSelfSubjectAccessReviewAsync(
            new V1SelfSubjectAccessReview { Spec = new V1SelfSubjectAccessReviewSpec { ResourceAttributes = new V1ResourceAttributes { Resource = "serviceaccounts", Verb = verb, NamespaceProperty = OperatorIdentity.Namespace } } }, cancellationToken: Cancel);
        Assert.True(other.Status.Allowed);
    }

    [Fact]
    public async Task A_secret_that_the_operator_asks_for_is_refused()
    {
        await fixture.Client.CreateAsync(new V1Secret { ApiVersion = "v1", Kind = "Secret", Metadata = new V1ObjectMeta { Name = "safe", NamespaceProperty = _namespace } }, Cancel);
        using var client = await OperatorsClientAsync();
        var one = await Assert.ThrowsAsync<HttpOperationException>(() => client.CoreV1.ReadNamespacedSecretAsync("safe", _namespace, cancellationToken: Cancel));
        var all = await Assert.ThrowsAsync<HttpOperationException>(() => client.CoreV1.ListSecretForAllNamespacesAsync(cancellationToken: Cancel));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (one.Response.StatusCode, all.Response.StatusCode));
    }

    [Fact]
    public void What_the_sandbox_starts_listens_on_loopback_only()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux tells of other processes' sockets under /proc.");
        var sockets = ListeningSocket.OfTree(Environment.ProcessId);
        foreach (var group in sockets.GroupBy(socket => socket.Program).OrderBy(group => group.Key, StringComparer.Ordinal))
            output.WriteLine($"{group.Key}: {string.Join(", ", group.Select(socket => socket.Address))}");

        Assert.All(sockets, socket => Assert.True(IPAddress.IsLoopback(socket.Address.Address), socket.ToString()));
        var ports = sockets.Select(socket => socket.Address.Port).ToHashSet();
        Assert.All(
            [fixture.Eks.Plane.Url, fixture.Aws.Endpoint, fixture.Eks.Webhook.Url, fixture.Operator!.Url, fixture.Api.Url], url => Assert.Contains(url.Port, ports));
        Assert.True(sockets.Count(socket => socket.Program == "etcd") >= 2, "etcd's two ports");
    }

    [Fact]
    public void A_socket_that_anybody_can_reach_is_seen()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux tells of other processes' sockets under /proc.");

        // As the kernel writes 127.0.0.1:8080, 0.0.0.0:8080, [::1]:8080 and [::]:8080.
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 8080), ListeningSocket.Read("0100007F:1F90"));
        Assert.Equal(new IPEndPoint(IPAddress.Any, 8080), ListeningSocket.Read("00000000:1F90"));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 8080), ListeningSocket.Read("00000000000000000000000001000000:1F90"));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Any, 8080), ListeningSocket.Read("00000000000000000000000000000000:1F90"));
        Assert.False(IPAddress.IsLoopback(ListeningSocket.Read("00000000:1F90").Address));

        using var ours = new TcpListener(IPAddress.Loopback, 0);
        ours.Start();
        Assert.Contains(ListeningSocket.OfTree(Environment.ProcessId), socket => socket.Address.Equals(ours.LocalEndpoint));
    }

    /// <summary>Bindings that are made, changed, refused, throttled, tampered with and deleted, over watches that break.</summary>
    private async Task FaultsAsync()
    {
        var conflicts = 0;
        fixture.Api.Before = call => new(call.IsWrite && call.IsIn(_namespace) && Interlocked.Increment(ref conflicts) <= 3 ? ApiAnswer.Conflict : null);
        fixture.Aws.Behaviour.Fail("CreateRole", "ServiceFailure", 500, times: 1);
        fixture.Aws.Behaviour.Fail("GetCallerIdentity", "ExpiredToken", 403, times: 1);
        fixture.Aws.Behaviour.Fail("PutRolePolicy", "AccessDenied", 403, times: 1);
        fixture.Aws.Behaviour.Fail("AttachRolePolicy", "Throttling", 400, times: 2);
        for (var i = 0; i < 3; i++)
        {
            await fixture.CreateAsync(_namespace, $"app-{i}", spec =>
            {
                spec.ServiceAccount!.Create = true;
                spec.Role = new RoleSpec { ManagedPolicies = ["AmazonS3ReadOnlyAccess"], InlinePolicies = [Sample.Inline(Marker, Sample.Document("dynamodb:GetItem"))] };
            });
        }

        for (var i = 0; i < 3; i++)
            await fixture.ReadyAsync(_namespace, $"app-{i}");
        fixture.Api.CutWatches();
        var role = (await fixture.ReadyAsync(_namespace, "app-0")).Status.Role!.Name!;
        fixture.Aws.Account.ChangeRole(role, one => one with { Description = "tampered" });
        await fixture.EventuallyAsync(() => Task.FromResult(fixture.Aws.Account.FindRole(role)!), found => found.Description != "tampered", "the repair");
        await fixture.CreateAsync(_namespace, "bad", spec => spec.Role!.ManagedPolicies = ["NoSuchPolicyAnywhere"]);
        await fixture.EventuallyAsync(() => fixture.FindAsync(_namespace, "bad"), found => found?.Condition(ConditionTypes.Ready) is { Status: "False" }, "the refusal");
        await fixture.Client.DeleteAsync<IrsaBinding>("app-1", _namespace, Cancel);
        await fixture.GoneAsync(_namespace, "app-1");
        Figures.Add("Kubernetes faults injected", Math.Min(conflicts, 3) + 1);
    }

    private async Task<IKubernetes> OperatorsClientAsync()
    {
        var token = await fixture.Eks.Plane.CreateTokenAsync(
            OperatorIdentity.Namespace, OperatorIdentity.ServiceAccount, new IrsaOperator.Sandbox.ControlPlane.LocalControlPlaneOptions().ApiAudience, 600, Cancel);
        return new Kubernetes(fixture.Eks.Plane.Configuration(token));
    }
}
