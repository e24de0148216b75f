using System.Reflection;

namespace KubeOps.Transpiler;

/// <summary>Finds attributes on members; derived attributes count as their bases.</summary>
internal sealed class AttributeReader(IInheritedAttributeResolver resolver)
{
    public AttributeValues? One<TAttribute>(MemberInfo member)
        where TAttribute : Attribute => All<TAttribute>(member).FirstOrDefault();

    public IEnumerable<AttributeValues> All<TAttribute>(MemberInfo member)
        where TAttribute : Attribute
    {
        var found = member switch
        {
            Type type => type.GetCustomAttributesData<TAttribute>(),
            PropertyInfo property => property.GetCustomAttributesData<TAttribute>(),
            _ => [],
        };
        return found.Select(data => new AttributeValues(data, typeof(TAttribute), resolver));
    }

    public bool Has<TAttribute>(MemberInfo member)
        where TAttribute : Attribute => All<TAttribute>(member).Any();
}
