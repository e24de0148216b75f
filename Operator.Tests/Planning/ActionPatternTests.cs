using System.Diagnostics;
using CsCheck;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class ActionPatternTests
{
    // Two letters that patterns name, and one that none does: it stands for all the others. Two patterns of four characters
    // that meet at all meet in a word of six: bbb* and *aaa in bbbaaa.
    private static readonly string[] Words = [.. Enumerable.Range(0, 7).SelectMany(length => AllWords(length))];

    private static readonly Gen<string> Pattern = Gen.String[Gen.Char["ab*?"], 1, 4];
    private static readonly Gen<string> PatternWithoutQuestionMarks = Gen.String[Gen.Char["ab*"], 1, 4];

    [Theory]
    [InlineData("s3:Delete*", "s3:*", true)]
    [InlineData("s3:Delete*", "*", true)]
    [InlineData("s3:Delete*", "S3:deleteobject", true)]
    [InlineData("s3:Delete*", "s3:?elete*", true)]
    [InlineData("s3:Delete*", "s3:*Object", true)]
    [InlineData("s3:Delete*", "*:*", true)]
    [InlineData("s3:Delete*", "s?:D*", true)]
    [InlineData("s3:Delete*", "s3:Get*", false)]
    [InlineData("s3:Delete*", "s3:Dele", false)]
    [InlineData("s3:Delete*", "s3express:*", false)]
    [InlineData("iam:*", "s3:*", false)]
    [InlineData("*:Delete*", "dynamodb:DeleteTable", true)]
    public void Patterns_meet_where_one_action_is_in_both(string rule, string document, bool expected)
    {
        Assert.Equal(expected, ActionPattern.Intersects(rule, document));
        Assert.Equal(expected, ActionPattern.Intersects(document, rule));
    }

    [Theory]
    [InlineData("s3:*", "s3:Get*", true)]
    [InlineData("s3:*", "S3:GETOBJECT", true)]
    [InlineData("s3:Get*", "s3:*", false)]
    [InlineData("s3:Get*", "*", false)]
    [InlineData("s3:Get*", "s3:Ge?Object", false)]
    [InlineData("s3:Get*", "s3:Get", true)]
    [InlineData("s3:?et*", "s3:Get?bject", true)]
    [InlineData("*", "*", true)]
    [InlineData("*:Get*", "s3:*:Get*", true)]
    [InlineData("s3:*", "s3*", false)]
    public void A_rule_contains_what_it_means_as_a_whole(string rule, string document, bool expected) =>
        Assert.Equal(expected, ActionPattern.Contains(rule, document));

    [Theory]
    [InlineData("")]
    [InlineData("s3:Get Object")]
    [InlineData("s3:\u212Aey")]
    [InlineData("s3:Get\u0000")]
    public void What_is_no_action_is_never_allowed_and_always_denied(string document)
    {
        Assert.False(ActionPattern.Contains("*", document));
        Assert.True(ActionPattern.Intersects("ec2:*", document));
    }

    [Fact]
    public void Intersects_says_what_a_model_says() => Gen.Select(Pattern, Pattern).Sample((left, right) =>
        Assert.Equal(Words.Any(word => Means(left, word) && Means(right, word)), ActionPattern.Intersects(left, right)), iter: 3000);

    [Fact]
    public void Contains_never_says_yes_where_a_model_says_no() => Gen.Select(Pattern, Pattern).Sample((outer, inner) =>
        Assert.True(!ActionPattern.Contains(outer, inner) || ModelContains(outer, inner)), iter: 3000);

    [Fact]
    public void Contains_says_what_a_model_says_to_rules_without_question_marks() =>
        Gen.Select(PatternWithoutQuestionMarks, Pattern).Sample((outer, inner) =>
            Assert.Equal(ModelContains(outer, inner), ActionPattern.Contains(outer, inner)), iter: 3000);

    [Fact]
    public void All_patterns_of_up_to_four_characters_agree_with_the_model()
    {
        string[] patterns = [.. Enumerable.Range(1, 4).SelectMany(length => AllWords(length, "ab*?"))];
        bool[][] meanings = [.. patterns.Select(pattern => Words.Select(word => Means(pattern, word)).ToArray())];
        for (var i = 0; i < patterns.Length; i++)
        {
            for (var j = 0; j < patterns.Length; j++)
            {
                var (both, only) = (false, false);
                for (var word = 0; word < Words.Length; word++)
                {
                    both |= meanings[i][word] && meanings[j][word];
                    only |= !meanings[i][word] && meanings[j][word];
                }

                var contains = ActionPattern.Contains(patterns[i], patterns[j]);
                Assert.True(both == ActionPattern.Intersects(patterns[i], patterns[j]), $"{patterns[i]} meets {patterns[j]}");
                Assert.True(patterns[i].Contains('?', StringComparison.Ordinal) ? !contains || !only : contains == !only, $"{patterns[i]} contains {patterns[j]}");
            }
        }
    }

    [Fact]
    public void A_pattern_contains_itself_and_meets_itself() => Pattern.Sample(pattern =>
    {
        Assert.True(ActionPattern.Contains(pattern, pattern));
        Assert.True(ActionPattern.Intersects(pattern, pattern));
    });

    [Fact]
    public void Hostile_patterns_cost_no_more_than_their_lengths_multiplied()
    {
        var hostile = string.Concat(Enumerable.Repeat("a*", ActionPattern.MaxLength / 2 - 1)) + "b";
        var victim = new string('a', ActionPattern.MaxLength);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 100; i++)
        {
            Assert.False(ActionPattern.Contains(hostile, victim));
            Assert.False(ActionPattern.Intersects(hostile, victim));
            Assert.True(ActionPattern.Intersects(hostile, new string('*', 1_000_000)));
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Globs_match_whole_texts_with_their_letter_case()
    {
        Assert.True(Glob.Matches("arn:aws:iam::aws:policy/*ReadOnly*", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
        Assert.False(Glob.Matches("arn:aws:iam::aws:policy/*readonly*", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
        Assert.False(Glob.Matches("team-a", "team-ab"));
        Assert.True(Glob.Matches("team-?", "team-a"));
        Assert.False(Glob.Matches("team-?", "team-"));
    }

    [Fact]
    public void Globs_say_what_a_model_says() => Gen.Select(Pattern, Gen.String[Gen.Char["abz"], 0, 6]).Sample((pattern, text) =>
        Assert.Equal(Means(pattern, text), Glob.Matches(pattern, text)), iter: 3000);

    private static bool ModelContains(string outer, string inner) => Words.All(word => !Means(inner, word) || Means(outer, word));

    /// <summary>The meaning of a pattern, as it is defined.</summary>
    private static bool Means(ReadOnlySpan<char> pattern, ReadOnlySpan<char> word)
    {
        if (pattern.IsEmpty)
            return word.IsEmpty;
        if (pattern[0] == '*')
            return Means(pattern[1..], word) || (!word.IsEmpty && Means(pattern, word[1..]));
        return !word.IsEmpty && (pattern[0] == '?' || pattern[0] == word[0]) && Means(pattern[1..], word[1..]);
    }

    private static IEnumerable<string> AllWords(int length, string letters = "abz") =>
        length == 0 ? [""] : AllWords(length - 1, letters).SelectMany(word => letters.Select(letter => word + letter));
}
