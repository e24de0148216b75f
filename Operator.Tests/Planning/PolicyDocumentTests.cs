using System.Text.Json;
using CsCheck;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed class PolicyDocumentTests
{
    private const string Reference = """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"a","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::b/*","arn:aws:s3:::c/*"]},
          {"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]},"Bool":{"aws:SecureTransport":"true"}}}]}
        """;

    [Theory]
    [InlineData("order of statements and keys", """{"Statement":[{"Resource":"*","Action":"dynamodb:GetItem","Effect":"Allow","Condition":{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"aws:SourceVpc":["vpc-2","vpc-1"]}}},{"Sid":"a","Effect":"Allow","Resource":["arn:aws:s3:::c/*","arn:aws:s3:::b/*"],"Action":["s3:PutObject","s3:GetObject"]}],"Version":"2012-10-17"}""")]
    [InlineData("scalar and list of one", """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::b/*","arn:aws:s3:::c/*"]},{"Effect":"Allow","Action":["dynamodb:GetItem"],"Resource":["*"],"Condition":{"StringEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]},"Bool":{"aws:SecureTransport":["true"]}}}]}""")]
    [InlineData("letter case of actions and condition keys", """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":["S3:getobject","s3:PutObject"],"Resource":["arn:aws:s3:::b/*","arn:aws:s3:::c/*"]},{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"AWS:SourceVPC":["vpc-1","vpc-2"]},"Bool":{"aws:securetransport":"true"}}}]}""")]
    [InlineData("a boolean and its text", """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::b/*","arn:aws:s3:::c/*"]},{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]},"Bool":{"aws:SecureTransport":true}}}]}""")]
    [InlineData("a repeated list item", """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:GetObject"],"Resource":["arn:aws:s3:::b/*","arn:aws:s3:::c/*"]},{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]},"Bool":{"aws:SecureTransport":"true"}}}]}""")]
    public void Documents_that_mean_the_same_are_equal(string difference, string other)
    {
        Assert.True(PolicyDocument.Parse(Reference).Equals(PolicyDocument.Parse(other)), difference);
        Assert.Equal(PolicyDocument.Parse(Reference).Digest, PolicyDocument.Parse(other).Digest);
    }

    [Theory]
    [InlineData("Version", """{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("no Version", """{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("Effect", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("Action", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}""")]
    [InlineData("NotAction", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}]}""")]
    [InlineData("Resource's case", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"A"}]}""")]
    [InlineData("Sid", """{"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("Condition", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}""")]
    [InlineData("another statement", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"b"}]}""")]
    public void Documents_that_mean_something_else_differ(string difference, string other) => Assert.False(
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""").Equals(PolicyDocument.Parse(other)),
        difference);

    [Fact]
    public void A_single_statement_is_a_list_of_one() => Assert.Equal(
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"""),
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"""));

    [Fact]
    public void An_account_id_is_its_root_arn() => Assert.Equal(
        PolicyDocument.Parse("""{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}"""),
        PolicyDocument.Parse("""{"Statement":{"Effect":"Allow","Principal":{"AWS":["arn:aws-cn:iam::111122223333:root"]},"Action":"sts:AssumeRole"}}"""));

    [Fact]
    public void Shuffled_documents_stay_equal_and_keep_their_digest() => Documents.Sample(document =>
    {
        var original = PolicyDocument.Parse(document.ToJson(shuffle: null));
        var shuffled = PolicyDocument.Parse(document.ToJson(new Random(document.Seed)));
        Assert.Equal(original, shuffled);
        Assert.Equal(original.GetHashCode(), shuffled.GetHashCode());
        Assert.Equal(original.Digest, shuffled.Digest);
    }, iter: 300);

    [Fact]
    public void An_answer_of_IAM_is_percent_decoded_and_a_plus_stays_a_plus()
    {
        const string Text = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/a+b%20c 100%"}]}""";
        Assert.Equal(PolicyDocument.Parse(Text), PolicyDocument.FromAnswer(Uri.EscapeDataString(Text)));
    }

    [Fact]
    public void An_answer_in_plain_JSON_is_not_decoded()
    {
        const string Text = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/%2a"}]}""";
        Assert.Contains("%2a", PolicyDocument.FromAnswer(Text)!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("%7Bnot json")]
    [InlineData("[]")]
    [InlineData("""{"Statement":{"Action":"\ud800"}}""")]
    public void An_answer_that_holds_no_document_equals_none_of_ours(string? answer) => Assert.Null(PolicyDocument.FromAnswer(answer));

    [Fact]
    public void A_character_means_the_same_as_its_escape() => Assert.Equal(
        PolicyDocument.Parse("""{"Version":"2012-10-17","Id":"a&b","Statement":{"Sid":"é"}}"""),
        PolicyDocument.Parse("""{"Version":"2012-10-17","Id":"a\u0026b","Statement":{"Sid":"\u00e9"}}"""));

    [Fact]
    public void Our_own_text_travels_as_it_was_written_without_whitespace()
    {
        var document = PolicyDocument.Parse("""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "S3:GetObject", "Resource": "a&b+c<d>%é" } }""");
        Assert.Equal("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"S3:GetObject","Resource":"a&b+c<d>%é"}}""", document.Text);
    }

    [Fact]
    public void Size_counts_what_IAM_counts() => Assert.Equal("""{"Version":"2012-10-17","Id":"ab"}""".Length, PolicyDocument.Parse("""{"Version": "2012-10-17",  "Id": "a b"}""").Size);

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""", true)]
    [InlineData("""{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}]}""", false)]
    [InlineData("""{"Statement":[]}""", false)]
    [InlineData("""{"Version":"2012-10-17"}""", false)]
    public void A_document_only_denies_when_each_statement_does(string json, bool expected) =>
        Assert.Equal(expected, PolicyDocument.Parse(json).OnlyDenies);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_document_is_never_kept_that_could_not_be_read_again(int levels, bool isKept)
    {
        var text = string.Concat(Enumerable.Repeat("""{"a":""", levels)) + "1" + new string('}', levels);
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 100 });

        if (isKept)
            Assert.Equal(PolicyDocument.Parse(text), PolicyDocument.From(json.RootElement));
        else
            Assert.Throws<JsonException>(() => PolicyDocument.From(json.RootElement));
    }

    [Fact]
    public void Deep_nesting_is_refused_instead_of_overflowing_the_stack()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 10_000)) + "1" + new string('}', 10_000);
        Assert.ThrowsAny<JsonException>(() => PolicyDocument.Parse(deep));
    }

    [Fact]
    public void Numbers_beyond_double_keep_their_digits() =>
        Assert.Contains("1e999", PolicyDocument.Parse("""{"Statement":{"Effect":"Allow","Condition":{"NumericLessThan":{"a":1e999}}}}""").Canonical, StringComparison.Ordinal);

    private static Gen<SampleDocument> Documents =>
        from statements in Gen.Select(Gen.String[Gen.Char["abcXYZ:*"], 1, 8].Array[1, 4], Gen.String[Gen.Char["abc/*"], 1, 6].Array[1, 3]).Array[1, 4]
        from seed in Gen.Int
        select new SampleDocument(statements, seed);

    private sealed record SampleDocument((string[] Actions, string[] Resources)[] Statements, int Seed)
    {
        public string ToJson(Random? shuffle)
        {
            string[] Order(string[] items) => shuffle is null ? items : [.. items.OrderBy(_ => shuffle.Next())];
            var statements = Statements.Select(statement =>
            {
                var members = new (string Key, object Value)[] { ("Effect", "Allow"), ("Action", Order(statement.Actions)), ("Resource", Order(statement.Resources)) };
                return (shuffle is null ? members : [.. members.OrderBy(_ => shuffle.Next())]).ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
            });
            if (shuffle is not null)
                statements = statements.OrderBy(_ => shuffle.Next());
            return JsonSerializer.Serialize(new { Version = "2012-10-17", Statement = statements.ToArray() });
        }
    }

    [Fact]
    public void Documents_that_are_written_alike_are_equal_and_have_one_digest_whichever_is_asked_first()
    {
        const string text = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""";
        var (one, other, fresh) = (PolicyDocument.Parse(text), PolicyDocument.Parse(text), PolicyDocument.Parse(text));
        var digest = one.Digest;
        Assert.Equal(one, other);
        Assert.Equal(fresh, other);
        Assert.Equal((digest, digest), (other.Digest, fresh.Digest));
        Assert.Equal(one.GetHashCode(), fresh.GetHashCode());
        Assert.NotEqual(one, PolicyDocument.Parse(text.Replace("Allow", "Deny", StringComparison.Ordinal)));
    }
}
