using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrsaOperator.Planning;

/// <summary>How the notes that planning leaves are read and written, worked out by the compiler.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class PlanningJson : JsonSerializerContext;
