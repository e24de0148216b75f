namespace IrsaOperator.Sandbox.ControlPlane;

/// <summary>One place that may have the control plane's binaries.</summary>
internal interface IControlPlaneSource
{
    /// <summary>What the source is called in progress lines and errors.</summary>
    string Name { get; }

    /// <summary>Looks, downloads or builds; a source that cannot help says why and does not throw for it.</summary>
    Task<SourceAnswer> GetAsync(IProgress<string> progress, CancellationToken cancellationToken);
}
