using System.Security.Cryptography;

namespace IrsaOperator.Sandbox.ControlPlane;

internal static class EksIssuer
{
    /// <summary>A new issuer in the shape that EKS gives: 32 upper-case hexadecimal digits under the region's host.</summary>
    public static string Create(string region)
    {
        var suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        return $"https://oidc.eks.{region}.{suffix}/id/{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
    }
}
