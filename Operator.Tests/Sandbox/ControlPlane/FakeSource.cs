using IrsaOperator.Sandbox.ControlPlane;

namespace IrsaOperator.Tests.Sandbox.ControlPlane;

internal sealed class FakeSource(string name, Func<SourceAnswer> answer) : IControlPlaneSource
{
    public string Name => name;

    public int Asked { get; private set; }

    public static FakeSource With(string name) =>
        new(name, () => SourceAnswer.Found(new ControlPlaneBinaries("/bin/kube-apiserver", "/bin/etcd", "1.30.0", name)));

    public static FakeSource Without(string name, string reason) => new(name, () => SourceAnswer.Unavailable(reason));

    public Task<SourceAnswer> GetAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        Asked++;
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(answer());
    }
}
