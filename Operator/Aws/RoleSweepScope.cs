namespace IrsaOperator.Aws;

/// <summary>What a sweep is about.</summary>
/// <param name="RolePath">The IAM path below which the operator's roles are.</param>
/// <param name="Demand">How many of them are looked at.</param>
/// <param name="Time">The clock.</param>
internal sealed record RoleSweepScope(string RolePath, IRoleDemand Demand, TimeProvider Time);
