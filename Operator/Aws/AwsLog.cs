namespace IrsaOperator.Aws;

/// <summary>What the calls to AWS log.</summary>
internal static partial class AwsLog
{
    [LoggerMessage(101, LogLevel.Information, "Swept {Roles} roles below {Path} in {Pages} pages.")]
    public static partial void Swept(this ILogger logger, int roles, string path, int pages);

    [LoggerMessage(102, LogLevel.Information, "The account takes more than {Pages} pages to sweep; roles are read one by one.")]
    public static partial void SweepTooLarge(this ILogger logger, int pages);

    [LoggerMessage(103, LogLevel.Warning, "The sweep is not permitted, so roles are read one by one, at some four calls each: {Operation}: {Message}")]
    public static partial void SweepDenied(this ILogger logger, string operation, string message);

    [LoggerMessage(104, LogLevel.Warning, "EKS does not tell its Pod Identity associations, so no binding is warned of one: {Operation}: {Message}")]
    public static partial void PodIdentitiesUnknown(this ILogger logger, string operation, string message);
}
