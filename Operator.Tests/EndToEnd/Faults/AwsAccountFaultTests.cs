namespace IrsaOperator.Tests.EndToEnd.Faults;

/// <summary>I8: the calls that are about the account, the cluster and the operator itself fail in every way.</summary>
[Collection(FaultCollection.Name)]
public sealed class AwsAccountFaultTests
{
    /// <summary>Those among them that the operator needs a right for.</summary>
    internal static IReadOnlyList<string> Signed { get; } =
    [
        "AddClientIDToOpenIDConnectProvider", "CreateOpenIDConnectProvider", "DescribeCluster", "GetAccountAuthorizationDetails", "GetAccountSummary",
        "GetOpenIDConnectProvider", "ListPodIdentityAssociations", "ListRoles",
    ];
}
