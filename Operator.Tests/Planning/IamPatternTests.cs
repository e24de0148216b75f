using CsCheck;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class IamPatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abbd", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*b*", "abc", true)]
    [InlineData("a**", "a", true)]
    [InlineData("system:serviceaccount:dev:*", "system:serviceaccount:dev:app", true)]
    [InlineData("system:serviceaccount:dev:*", "system:serviceaccount:dev2:app", false)]
    [InlineData("system:serviceaccount:*:app", "system:serviceaccount:a:b:app", true)]
    [InlineData("A", "a", false)]
    [InlineData("[a-c].*", "b", false)]
    public void Stars_and_question_marks_are_wildcards(string pattern, string text, bool expected) =>
        Assert.Equal(expected, IamPattern.Matches(pattern, text));

    [Theory]
    [InlineData("STS:*", "sts:AssumeRole", true)]
    [InlineData("sts:assumerole", "sts:AssumeRole", true)]
    [InlineData("sts:assumerole", "sts:AssumeRole2", false)]
    public void Letter_case_can_be_ignored(string pattern, string text, bool expected) =>
        Assert.Equal(expected, IamPattern.Matches(pattern, text, ignoreCase: true));

    [Theory]
    [InlineData("a*", "a*", nameof(Certainty.Yes))]
    [InlineData("a*", "ab", nameof(Certainty.No))]
    [InlineData("a?", "ab", nameof(Certainty.No))]
    public void Wildcards_are_plain_characters_where_they_are_not_read(string pattern, string text, string expected) =>
        Assert.Equal(expected, IamPattern.Read(pattern, wildcards: false).Match(text).ToString());

    [Theory]
    [InlineData("a${*}", "a*", nameof(Certainty.Yes))]
    [InlineData("a${*}", "ab", nameof(Certainty.No))]
    [InlineData("a${?}*", "a?b", nameof(Certainty.Yes))]
    [InlineData("${$}{x}", "${x}", nameof(Certainty.Yes))]
    [InlineData("a-${aws:username}", "a-b", nameof(Certainty.Undecided))]
    [InlineData("a-${aws:username}", "b-b", nameof(Certainty.No))]
    [InlineData("${aws:userid, 'nobody'}", "anything", nameof(Certainty.Undecided))]
    [InlineData("a${", "a${", nameof(Certainty.Yes))]
    [InlineData("a$", "a$", nameof(Certainty.Yes))]
    [InlineData("a${}", "ab", nameof(Certainty.Undecided))]
    public void Variables_are_undecided_and_escapes_are_themselves(string pattern, string text, string expected) =>
        Assert.Equal(expected, IamPattern.Read(pattern, wildcards: true, variables: true).Match(text).ToString());

    [Fact]
    public void It_agrees_with_the_definition() =>
        Gen.Select(Gen.String[Gen.Char["ab*?"], 0, 8], Gen.String[Gen.Char["abAB"], 0, 10], Gen.Bool)
            .Sample((pattern, text, ignoreCase) =>
                Assert.Equal(ByDefinition(pattern, text, ignoreCase), IamPattern.Matches(pattern, text, ignoreCase)), iter: 20_000);

    private static bool ByDefinition(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] == '*')
            return ByDefinition(pattern[1..], text, ignoreCase) || (!text.IsEmpty && ByDefinition(pattern, text[1..], ignoreCase));
        return !text.IsEmpty
            && (pattern[0] == '?' || string.Equals($"{pattern[0]}", $"{text[0]}", ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            && ByDefinition(pattern[1..], text[1..], ignoreCase);
    }
}
