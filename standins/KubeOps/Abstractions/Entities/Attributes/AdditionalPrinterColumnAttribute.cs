namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Shows the property as a printer column; path and type follow from the property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class AdditionalPrinterColumnAttribute(PrinterColumnPriority priority = default, string? name = null) : Attribute
{
    public PrinterColumnPriority Priority { get; } = priority;

    public string? Name { get; } = name;
}
