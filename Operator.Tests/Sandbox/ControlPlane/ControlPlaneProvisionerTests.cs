using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

public sealed class ControlPlaneProvisionerTests
{
    private readonly RecordedProgress _progress = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_source_that_has_binaries_answers_and_the_next_are_not_asked()
    {
        var (first, second, third) = (FakeSource.Without("first", "not set"), FakeSource.With("second"), FakeSource.With("third"));

        var binaries = await new ControlPlaneProvisioner([first, second, third]).ProvisionAsync(_progress, Cancellation);

        Assert.Equal("second", binaries.Source);
        Assert.Equal((1, 1, 0), (first.Asked, second.Asked, third.Asked));
        Assert.Equal(["no control plane from first: not set", "kube-apiserver 1.30.0 from second"], _progress.Lines);
    }

    [Fact]
    public async Task A_source_that_throws_does_not_keep_the_next_from_answering()
    {
        var broken = new FakeSource("broken", () => throw new IOException("no space left on device"));

        var binaries = await new ControlPlaneProvisioner([broken, FakeSource.With("good")]).ProvisionAsync(_progress, Cancellation);

        Assert.Equal("good", binaries.Source);
    }

    [Fact]
    public async Task The_error_names_every_source_and_its_reason()
    {
        var provisioner = new ControlPlaneProvisioner(
        [
            FakeSource.Without("KUBEBUILDER_ASSETS", "not set"),
            new FakeSource("archive", () => throw new HttpRequestException("no route to host")),
        ]);

        var error = await Assert.ThrowsAsync<ControlPlaneUnavailableException>(() => provisioner.ProvisionAsync(_progress, Cancellation));

        Assert.Equal(
            """
            No kube-apiserver and etcd could be found, downloaded or built:
              - KUBEBUILDER_ASSETS: not set
              - archive: no route to host
            Set KUBEBUILDER_ASSETS to a folder that has both.
            """,
            error.Message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Cancellation_is_no_reason_to_ask_the_next_source()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var (first, second) = (FakeSource.With("first"), FakeSource.With("second"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ControlPlaneProvisioner([first, second]).ProvisionAsync(_progress, cancelled.Token));

        Assert.Equal(0, second.Asked);
    }
}
