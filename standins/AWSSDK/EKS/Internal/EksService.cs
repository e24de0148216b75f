using Amazon.Internal;

namespace Amazon.EKS.Internal;

internal static class EksService
{
    public static readonly RestService Rest = new(
        "Amazon.EKS",
        "2017-11-01",
        EksErrors.Table,
        static member => new AmazonEKSException($"Request object does not have required field {member} set"));
}
