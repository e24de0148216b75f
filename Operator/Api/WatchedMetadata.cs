using k8s.Models;

namespace IrsaOperator.Api;

/// <summary>Takes off metadata what the operator never reads and every object has: who wrote which field, and what kubectl applied last.</summary>
internal static class WatchedMetadata
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static void Shrink(V1ObjectMeta? metadata)
    {
        if (metadata is null)
            return;
        metadata.ManagedFields = null;
        metadata.Annotations?.Remove(LastApplied);
        metadata.NamespaceProperty = TextPool.Share(metadata.NamespaceProperty);

        // What a binding makes is called like it, and says whose it is.
        metadata.Name = TextPool.Share(metadata.Name);
        metadata.Uid = TextPool.Share(metadata.Uid);
        TextPool.Share(metadata.Finalizers);
    }
}
