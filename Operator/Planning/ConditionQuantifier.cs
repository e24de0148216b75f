namespace IrsaOperator.Planning;

/// <summary>How a condition operator treats a key of several values.</summary>
internal enum ConditionQuantifier
{
    None,
    ForAnyValue,
    ForAllValues,
}
