using System.Reflection;
using System.Text.RegularExpressions;
using KubeOps.Abstractions.Builder;

namespace IrsaOperator.Tests.Standins.KubeOps;

/// <summary>What the stand-in shows to the world, the real packages show too: the operator must build with either.</summary>
public sealed partial class PublicSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly ILookup<string, string> Upstream = Directory
        .EnumerateFiles(RepositoryFiles.Path("standins", "KubeOps", "upstream-api"), "*.txt")
        .SelectMany(File.ReadLines)
        .Where(line => line.Contains(" :: ", StringComparison.Ordinal))
        .Select(line => line.Split(" :: ", 2))
        .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    public static TheoryData<string> Types => [.. Public().Select(NameOf)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_public_type_and_member_is_one_of_the_real_packages(string name)
    {
        var type = Public().Single(candidate => NameOf(candidate) == name);
        Assert.True(Upstream.Contains(name), $"{name} is no type of the real packages.");
        if (typeof(Delegate).IsAssignableFrom(type))
            return;

        var unknown = type.GetMembers(Declared).Where(IsWritten).Where(member => !IsUpstream(member, name)).Select(member => member.ToString());

        Assert.Empty(unknown);
    }

    private static IEnumerable<Type> Public() => typeof(OperatorSettings).Assembly.GetExportedTypes();

    private static string NameOf(Type type)
    {
        var name = (type.DeclaringType is { } outer ? NameOf(outer) + "." : type.Namespace + ".") + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(argument => argument.Name))}>" : name;
    }

    // Compilers write the rest: accessors, operators and equality of records, the field of an enum, the default constructor.
    private static bool IsWritten(MemberInfo member) => member switch
    {
        MethodInfo method => !method.IsSpecialName && !IsOfRecords(method),
        ConstructorInfo constructor => constructor.GetParameters().Length > 0,
        FieldInfo field => !field.IsSpecialName,
        Type => false,
        _ => true,
    };

    private static bool IsOfRecords(MethodInfo method) =>
        method.Name is "Equals" or "GetHashCode" or "ToString" or "<Clone>$" or "Deconstruct" or "PrintMembers" or "Dispose";

    /// <summary>A line with the member's name and the names and types of all its parameters, in their order.</summary>
    private static bool IsUpstream(MemberInfo member, string type) => Upstream[type].Any(line => member switch
    {
        MethodBase method => Word(method is ConstructorInfo ? "ctor" : method.Name, line) && Parameters(method).SequenceEqual(Parameters(line)),
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } field => line == $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}",
        PropertyInfo property => line.Contains($" {property.Name} {{ get;", StringComparison.Ordinal)
            && (property.GetSetMethod() is null || line.Contains("set;", StringComparison.Ordinal) || line.Contains("init;", StringComparison.Ordinal)),
        _ => Word(member.Name, line),
    });

    private static bool Word(string name, string line) => Regex.IsMatch(line, $@"\b{Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static IEnumerable<string> Parameters(MethodBase method) => method.GetParameters().Select(parameter => parameter.Name!);

    private static IEnumerable<string> Parameters(string line)
    {
        var open = line.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return [];
        var text = line[(open + 1)..line.LastIndexOf(')')];

        // Commas within <> part type arguments, not parameters.
        for (var before = ""; before != text;)
            (before, text) = (text, TypeArguments().Replace(text, ""));
        return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')[0].Trim().Split(' ')[^1]);
    }

    [GeneratedRegex("<[^<>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeArguments();
}
