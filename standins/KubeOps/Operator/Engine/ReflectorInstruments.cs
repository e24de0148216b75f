using KubeOps.Operator.Metrics;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Engine;

/// <summary>What a reflector reports to, and the clock it goes by.</summary>
internal sealed record ReflectorInstruments(ILogger Logger, OperatorMetrics? Metrics, TimeProvider Time);
