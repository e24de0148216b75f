using IrsaOperator.Api;
using IrsaOperator.Aws;
using IrsaOperator.Cluster;
using IrsaOperator.Status;
using k8s.Autorest;

namespace IrsaOperator.Reconciliation;

/// <summary>What an exception means for the binding.</summary>
internal static class Failures
{
    public static Outcome Outcome(Exception error, Step step, bool settling) => error switch
    {
        BlockedException blocked => new Outcome(blocked.Kind, step, blocked.Reason, blocked.Message),
        AwsException aws => Aws(aws, step, settling),
        FieldConflictException conflict => Status.Outcome.Stalled(step, Reasons.AnnotationConflict,
            $"Another field manager holds a field of the ServiceAccount ({conflict.Message}): remove it there."),
        HttpOperationException or HttpRequestException => Status.Outcome.Failed(step, Reasons.KubernetesError,
            $"The Kubernetes API refused or failed: {ApiErrors.Message(error)}"),
        _ => Status.Outcome.Failed(step, Reasons.InternalError, $"{error.GetType().Name}: {error.Message}"),
    };

    private static Outcome Aws(AwsException error, Step step, bool settling)
    {
        var message = $"{error.Operation} failed with {error.Code}: {error.Message}";
        return error.Kind switch
        {
            AwsErrorKind.NotFound or AwsErrorKind.Busy when settling =>
                Status.Outcome.Waiting(step, Reasons.Propagating, $"IAM has not settled a change of a moment ago ({error.Operation}: {error.Code})."),
            AwsErrorKind.Throttled => Status.Outcome.Failed(step, Reasons.Throttled, message),
            AwsErrorKind.Denied => Status.Outcome.Failed(step, Reasons.AccessDenied, message),
            AwsErrorKind.Rejected => Status.Outcome.Stalled(step, Reasons.Rejected, message),
            // A creation can miss nothing but the boundary that the binding names.
            AwsErrorKind.NotFound when error.Operation is "CreateRole" =>
                Status.Outcome.Stalled(step, Reasons.Rejected, message),
            AwsErrorKind.LimitExceeded => Status.Outcome.Failed(step, Reasons.LimitExceeded, message),
            _ => Status.Outcome.Failed(step, Reasons.AwsError, message),
        };
    }
}
