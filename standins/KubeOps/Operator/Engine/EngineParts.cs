using System.Diagnostics;
using KubeOps.Abstractions.Builder;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Metrics;

namespace KubeOps.Operator.Engine;

/// <summary>What the engines of all entity types share.</summary>
internal sealed record EngineParts(ApiTransport Api, OperatorSettings Settings, OperatorMetrics? Metrics, ActivitySource Activities, TimeProvider Time);
