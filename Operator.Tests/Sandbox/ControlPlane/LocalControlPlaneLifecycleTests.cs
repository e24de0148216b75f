using System.Net;
using System.Net.Sockets;
using IrsaOperator.Sandbox.ControlPlane;
using IrsaOperator.Tests.EndToEnd;
using k8s;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

/// <summary>Tests that stop servers, and so start a control plane of their own.</summary>
public sealed class LocalControlPlaneLifecycleTests(ControlPlaneFixture fixture)
{
    private readonly RecordedProgress _progress = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_API_server_returns_with_its_data_at_the_same_address()
    {
        await using var plane = await StartAsync();
        var url = plane.Url;
        await plane.CreateNamespaceAsync("kept", Cancellation);
        using var client = plane.AdminClient();

        await plane.KillApiServerAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.CoreV1.ListNamespaceAsync(cancellationToken: Cancellation));
        await plane.RestartApiServerAsync(Cancellation);

        Assert.Equal(url, plane.Url);
        Assert.Equal("kept", (await client.CoreV1.ReadNamespaceAsync("kept", cancellationToken: Cancellation)).Metadata.Name);
    }

    [Fact]
    public async Task Nothing_is_left_after_the_end()
    {
        var plane = await StartAsync();
        var folder = plane.ScratchFolder;
        Assert.Contains(CommandLines(), line => line.Contains(folder, StringComparison.Ordinal) && line.Contains("kube-apiserver", StringComparison.Ordinal));

        await plane.DisposeAsync();
        await plane.DisposeAsync();

        Assert.DoesNotContain(CommandLines(), line => line.Contains(folder, StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Issuer_and_port_can_be_chosen()
    {
        var options = new LocalControlPlaneOptions
        {
            Issuer = "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/00112233445566778899AABBCCDDEEFF",
            ApiServerPort = FreePort.Find(),
            AdmissionPlugins = ["OwnerReferencesPermissionEnforcement"],
        };

        await using var plane = await StartAsync(options);

        Assert.Equal(options.Issuer, plane.Issuer);
        Assert.Equal(options.ApiServerPort, plane.Url.Port);
    }

    [Fact]
    public async Task A_server_that_ends_shows_its_last_lines_and_leaves_nothing()
    {
        // A program that refuses kube-apiserver's options.
        var binaries = (await BinariesAsync()) with { KubeApiServer = "/bin/ls" };

        var error = await Assert.ThrowsAsync<ControlPlaneStartException>(() => StartAsync(new LocalControlPlaneOptions { Binaries = binaries }));

        Assert.Contains("kube-apiserver ended. Its last lines:", error.Message, StringComparison.Ordinal);
        Assert.Contains("--etcd-servers", error.Message, StringComparison.Ordinal);
        Assert.False(error.PortTaken);
    }

    [Fact]
    public async Task A_chosen_port_that_is_taken_is_an_error()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, port: 0);
        stranger.Start();
        var port = ((IPEndPoint)stranger.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<ControlPlaneStartException>(() => StartAsync(new LocalControlPlaneOptions { ApiServerPort = port }));

        Assert.True(error.PortTaken, error.Message);
    }

    [Fact]
    public async Task A_killed_runs_folder_is_removed_by_the_next_start_and_a_running_ones_is_not()
    {
        var abandoned = Directory.CreateTempSubdirectory("irsa-control-plane-").FullName;
        await File.WriteAllTextAsync(Path.Combine(abandoned, ".in-use"), "", Cancellation);
        using var running = ScratchFolder.Create();

        using var next = ScratchFolder.Create();

        Assert.False(Directory.Exists(abandoned));
        Assert.True(Directory.Exists(running.Path));
    }

    [Theory]
    [InlineData("1.20.2", true)]
    [InlineData("1.21.0", false)]
    [InlineData("1.30.0", false)]
    public void Only_old_servers_need_the_gate_for_projected_tokens(string version, bool gate)
    {
        var arguments = ServerArguments.KubeApiServer(
            new ControlPlaneFiles("/scratch", "token", "ca"), new LocalControlPlaneOptions(), "https://issuer", new ControlPlanePorts(1, 2, 3), version);

        Assert.Equal(gate, arguments.Contains("--feature-gates=BoundServiceAccountTokenVolume=true"));
    }

    // The shared control plane has provisioned the binaries by the time it is ready.
    private async Task<ControlPlaneBinaries> BinariesAsync()
    {
        await fixture.GetAsync(Cancellation);
        return await ControlPlaneProvisioner.ForThisMachine().ProvisionAsync(_progress, Cancellation);
    }

    private async Task<LocalControlPlane> StartAsync(LocalControlPlaneOptions? options = null)
    {
        options ??= new LocalControlPlaneOptions();
        return await LocalControlPlane.StartAsync(
            options with { Binaries = options.Binaries ?? await BinariesAsync() }, _progress, Cancellation);
    }

    private static List<string> CommandLines()
    {
        var lines = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                lines.Add(File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' '));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It ended in the meantime.
            }
        }

        return lines;
    }
}
