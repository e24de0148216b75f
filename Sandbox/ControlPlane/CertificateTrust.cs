using System.Security.Cryptography.X509Certificates;

namespace IrsaOperator.Sandbox.ControlPlane;

internal static class CertificateTrust
{
    public static X509Certificate2Collection Collection(string caPem)
    {
        var collection = new X509Certificate2Collection();
        collection.ImportFromPem(caPem);
        return collection;
    }

    public static X509ChainPolicy Only(string caPem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(Collection(caPem));
        return policy;
    }
}
