using Amazon.Runtime.Internal;

namespace Amazon.Internal;

/// <summary>What Core's telemetry calls the service.</summary>
internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
