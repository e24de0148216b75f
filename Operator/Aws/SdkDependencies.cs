using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;

namespace IrsaOperator.Aws;

/// <summary>
/// What the SDK finds by reflection, which a native program has to hand over: the STS client that exchanges the pod's own token for
/// credentials.
/// </summary>
internal static class SdkDependencies
{
    public static void Register()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            GlobalRuntimeDependencyRegistry.Instance.RegisterSecurityTokenServiceClient(context => StsClient(context.SecurityTokenServiceClientContextData));
    }

    // The exchange is not signed: the token alone speaks for the caller. A profile that assumes a role with other credentials needs the
    // reflection: the SDK does not say here which ones, and STS then refuses the call.
    private static AmazonSecurityTokenServiceClient StsClient(SecurityTokenServiceClientContext context) => new(new AnonymousAWSCredentials(), context.Region);
}
