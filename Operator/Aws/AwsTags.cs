using System.Collections.Immutable;
using Amazon.IdentityManagement.Model;
using IrsaOperator.Planning;

namespace IrsaOperator.Aws;

/// <summary>Tags on the way to IAM and back.</summary>
internal static class AwsTags
{
    public static List<Tag> From(ImmutableSortedDictionary<string, string> tags) =>
        [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    public static ImmutableSortedDictionary<string, string> Read(List<Tag>? tags) =>
        RoleDefinition.TagsOf((tags ?? []).Where(tag => tag.Key is not null).Select(tag => KeyValuePair.Create(tag.Key!, tag.Value ?? "")));
}
