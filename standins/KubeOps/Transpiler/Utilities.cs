using System.Globalization;
using System.Reflection;

namespace KubeOps.Transpiler;

/// <summary>Reads attributes and types without loading them for execution.</summary>
public static class Utilities
{
    /// <summary>The context's view of a type that this program knows.</summary>
    public static Type GetContextType<T>(this MetadataLoadContext context) => context.GetContextType(typeof(T));

    /// <summary>The context's view of a type; a type of the context is returned as it is.</summary>
    public static Type GetContextType(this MetadataLoadContext context, Type type)
    {
        foreach (var assembly in context.GetAssemblies())
        {
            if (assembly == type.Assembly)
                return type;
        }

        var own = type.Assembly.GetName();
        var name = type.FullName ?? throw new TypeLoadException($"The type {type} has no name to be found by.");
        return context.LoadFromAssemblyName(own).GetType(name, throwOnError: true)!;
    }

    public static CustomAttributeData? GetCustomAttributeData<TAttribute>(this Type type)
        where TAttribute : Attribute => type.GetCustomAttributesData<TAttribute>().FirstOrDefault();

    public static CustomAttributeData? GetCustomAttributeData<TAttribute>(this FieldInfo field)
        where TAttribute : Attribute => field.GetCustomAttributesData().FirstOrDefault(Is<TAttribute>);

    public static CustomAttributeData? GetCustomAttributeData<TAttribute>(this PropertyInfo prop)
        where TAttribute : Attribute => prop.GetCustomAttributesData<TAttribute>().FirstOrDefault();

    public static IEnumerable<CustomAttributeData> GetCustomAttributesData<TAttribute>(this Type type)
        where TAttribute : Attribute => type.GetCustomAttributesData().Where(Is<TAttribute>);

    public static IEnumerable<CustomAttributeData> GetCustomAttributesData<TAttribute>(this PropertyInfo prop)
        where TAttribute : Attribute => prop.GetCustomAttributesData().Where(Is<TAttribute>);

    /// <summary>The attributes of the type and, nearest first, of its base types.</summary>
    public static IEnumerable<CustomAttributeData> GetInheritedCustomAttributesData<TAttribute>(this Type type)
        where TAttribute : Attribute
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var data in current.GetCustomAttributesData<TAttribute>())
                yield return data;
        }
    }

    public static T? GetCustomAttributeNamedArg<T>(this CustomAttributeData attr, string name)
    {
        foreach (var argument in attr.NamedArguments)
        {
            if (argument.MemberName == name)
                return Convert<T>(argument.TypedValue.Value);
        }

        return default;
    }

    public static T? GetCustomAttributeNamedArg<T>(this CustomAttributeData attr, MetadataLoadContext ctx, string name)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        return attr.GetCustomAttributeNamedArg<T>(name);
    }

    public static IList<T> GetCustomAttributeNamedArrayArg<T>(this CustomAttributeData attr, string name)
    {
        foreach (var argument in attr.NamedArguments)
        {
            if (argument.MemberName == name)
                return ToList<T>(argument.TypedValue.Value);
        }

        return [];
    }

    public static T? GetCustomAttributeCtorArg<T>(this CustomAttributeData attr, int index) =>
        index < attr.ConstructorArguments.Count ? Convert<T>(attr.ConstructorArguments[index].Value) : default;

    public static T? GetCustomAttributeCtorArg<T>(this CustomAttributeData attr, MetadataLoadContext ctx, int index)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        return attr.GetCustomAttributeCtorArg<T>(index);
    }

    public static IList<T> GetCustomAttributeCtorArrayArg<T>(this CustomAttributeData attr, int index) =>
        index < attr.ConstructorArguments.Count ? ToList<T>(attr.ConstructorArguments[index].Value) : [];

    /// <summary>The type is a <see cref="Nullable{T}"/>.</summary>
    public static bool IsNullable(this Type type) =>
        type is { IsGenericType: true, Namespace: nameof(System) } && type.Name == typeof(Nullable<>).Name;

    /// <summary>The property may be null, by its type or by its annotation.</summary>
    public static bool IsNullable(this PropertyInfo prop) =>
        prop.PropertyType.IsNullable() || new NullabilityInfoContext().Create(prop).ReadState == NullabilityState.Nullable;

    // Types of a metadata context are never equal to those of the running program: names are.
    private static bool Is<TAttribute>(CustomAttributeData data)
    {
        for (var type = data.AttributeType; type is not null; type = type.BaseType)
        {
            if (type.FullName == typeof(TAttribute).FullName)
                return true;
        }

        return false;
    }

    private static T? Convert<T>(object? value)
    {
        if (value is null or T)
            return (T?)value;
        var target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return target.IsEnum
            ? (T)Enum.ToObject(target, value)
            : (T)System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
    }

    private static List<T> ToList<T>(object? value) =>
        value is IEnumerable<CustomAttributeTypedArgument> items ? [.. items.Select(item => Convert<T>(item.Value)!)] : [];
}
