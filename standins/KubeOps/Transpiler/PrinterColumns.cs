using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;

namespace KubeOps.Transpiler;

/// <summary>Collects the printer columns: those of properties, breadth first, then the ones with a path of their own.</summary>
internal static class PrinterColumns
{
    public static List<V1CustomResourceColumnDefinition>? Of(Type entity, V1JSONSchemaProps root, AttributeReader read)
    {
        var columns = new List<V1CustomResourceColumnDefinition>();
        var open = new Queue<(Type Type, V1JSONSchemaProps Schema, string Path)>([(entity, root, string.Empty)]);
        while (open.TryDequeue(out var current))
        {
            foreach (var property in TypeNames.Properties(current.Type))
            {
                var name = TypeNames.JsonName(property);
                if (current.Schema.Properties is null || !current.Schema.Properties.TryGetValue(name, out var schema))
                    continue;
                var path = $"{current.Path}.{name}";
                if (read.One<AdditionalPrinterColumnAttribute>(property) is { } column)
                {
                    columns.Add(new V1CustomResourceColumnDefinition
                    {
                        Name = column.Text("Name", 1) ?? name,
                        JsonPath = path,
                        Type = schema.Type,
                        Format = schema.Format,
                        Description = schema.Description,
                        Priority = column.Member("Priority", 0),
                    });
                }

                if (SchemaBuilder.IsObject(property.PropertyType))
                    open.Enqueue((property.PropertyType, schema, path));
            }
        }

        columns.AddRange(read.All<GenericAdditionalPrinterColumnAttribute>(entity).Select(column => new V1CustomResourceColumnDefinition
        {
            JsonPath = column.Text("JsonPath", 0),
            Name = column.Text("Name", 1),
            Type = column.Text("Type", 2),
            Description = column.Text("Description"),
            Format = column.Text("Format"),
            Priority = column.Member("Priority"),
        }));
        return columns.Count > 0 ? columns : null;
    }
}
