namespace KubeOps.Operator.Engine;

/// <summary>A finalizer's identifier, and the type of the objects it belongs to.</summary>
internal sealed record FinalizerRegistration(Type EntityType, string Identifier);
