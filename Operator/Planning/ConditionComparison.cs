namespace IrsaOperator.Planning;

/// <summary>What a condition operator does with one value of the policy and one of the request.</summary>
internal enum ConditionComparison
{
    Text,
    TextIgnoreCase,
    Pattern,
    Arn,
    Flag,

    /// <summary>Null: whether the request has the key at all.</summary>
    Absence,

    /// <summary>Numbers, dates, addresses: nothing that a ServiceAccount's token holds is one.</summary>
    Other,
}
