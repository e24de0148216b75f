using IrsaOperator.Api;
using IrsaOperator.Tests.Planning;

namespace IrsaOperator.Tests.Reconciliation;

/// <summary>The binding that the README begins with.</summary>
internal static class ArticleBinding
{
    public static IrsaBinding Create() => Sample.Binding("dev", "sel-eks-sa", Fill);

    public static void Fill(IrsaBindingSpec spec)
    {
        spec.ServiceAccount = new ServiceAccountSpec { Create = true };
        spec.Role = new RoleSpec
        {
            Name = "sel-eks-oic-dev-sa",
            ManagedPolicies = ["AmazonS3ReadOnlyAccess"],
            InlinePolicies = [Sample.Inline("table")],
        };
    }
}
