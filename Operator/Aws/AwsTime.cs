namespace IrsaOperator.Aws;

/// <summary>Times out of AWS's answers, which are UTC whatever their Kind says.</summary>
internal static class AwsTime
{
    public static DateTimeOffset? From(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Local } local => new DateTimeOffset(local),
        { } utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
    };
}
