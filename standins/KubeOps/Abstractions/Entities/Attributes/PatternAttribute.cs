namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Regular expression that the string must match.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class PatternAttribute(string regexPattern) : Attribute
{
    public string RegexPattern { get; } = regexPattern;
}
