using System.Xml.Linq;

namespace IrsaOperator.Sandbox.Aws;

internal static class AwsNamespaces
{
    public static XNamespace Iam { get; } = "https://iam.amazonaws.com/doc/2010-05-08/";

    public static XNamespace Sts { get; } = "https://sts.amazonaws.com/doc/2011-06-15/";

    public static XNamespace Of(string service) => service == "sts" ? Sts : Iam;
}
