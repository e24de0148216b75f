namespace IrsaOperator.Aws;

/// <summary>How many roles are looked at in an audit interval; it decides whether a sweep is worth its pages.</summary>
internal interface IRoleDemand
{
    int Roles { get; }
}
