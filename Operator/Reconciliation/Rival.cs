using IrsaOperator.Api;

namespace IrsaOperator.Reconciliation;

/// <summary>An older binding that has what a younger one wants.</summary>
/// <param name="Winner">The older binding.</param>
/// <param name="Claim">What both want.</param>
internal sealed record Rival(IrsaBinding Winner, Claim Claim);
