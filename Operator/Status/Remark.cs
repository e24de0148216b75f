namespace IrsaOperator.Status;

/// <summary>Something worth saying beside the outcome; it becomes a condition of its own.</summary>
/// <param name="Type">The condition's type.</param>
/// <param name="Status">Whether it is so; null where that can't be told.</param>
/// <param name="Reason">One of <see cref="Api.Reasons"/>.</param>
/// <param name="Message">One sentence.</param>
internal sealed record Remark(string Type, bool? Status, string Reason, string Message);
