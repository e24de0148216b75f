using System.Text.Json.Nodes;

namespace IrsaOperator.Tests.Fuzzing;

/// <summary>Makes specs by their grammar: each field is left out, right, at its limit or just beyond it, so that far more of them get past the first rule than of those made by chance.</summary>
internal static class SpecGrammar
{
    private static readonly string[] Effects = ["Allow", "Allow", "Allow", "Deny", "allow", ""];
    private static readonly string[] Actions = ["s3:GetObject", "dynamodb:*", "*", "s3:Get?bject", "S3:getobject", "s3:", ":x", "s3:Get Object", "a:b:c"];
    private static readonly string[] Resources = ["*", "arn:aws:s3:::bucket/${aws:PrincipalTag/team}", "arn:aws:s3:::b*", "arn:aws:s3", "bucket", ""];
    private static readonly string[] Operators = ["StringEquals", "StringLikeIfExists", "ForAnyValue:StringEquals", "NumericLessThan", "DateGreaterThan", "IpAddress", "Bool", "Null", "StringIs"];
    private static readonly string[] Keys = ["aws:SourceVpc", "aws:PrincipalTag/team", "aws:SecureTransport", "s3:prefix", "", "no-colon"];
    private static readonly string[] Values = ["vpc-1", "true", "7", "2026-01-01T00:00:00Z", "10.0.0.0/8", "*", "${aws:username}", ""];
    private static readonly string[] Policies = ["AmazonS3ReadOnlyAccess", "service-role/AmazonEBSCSIDriverPolicy", "arn:aws:iam::111122223333:policy/a/b", "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws-cn:iam::aws:policy/x", "arn:aws:s3:::x", "a b", ""];
    private static readonly string[] Audiences = ["sts.amazonaws.com", "other", "https://vault.example", "a b", "*", ""];

    /// <summary>One spec.</summary>
    public static JsonObject Spec(Random random)
    {
        var spec = new JsonObject();
        Maybe(spec, "serviceAccount", random, () => ServiceAccount(random));
        if (random.Next(5) == 0)
            spec["roleArn"] = random.Next(3) == 0 ? "arn:aws:iam::111122223333:user/x" : "arn:aws:iam::111122223333:role/legacy";
        if (spec["roleArn"] is null || random.Next(10) == 0)
            Maybe(spec, "role", random, () => Role(random));
        Maybe(spec, "deletionPolicy", random, () => Pick(["Delete", "Retain", "Keep"], random));
        Maybe(spec, "rollout", random, () => Pick(["Never", "OnChange", "Always"], random));
        Maybe(spec, "suspend", random, () => random.Next(10) == 0);
        return spec;
    }

    private static JsonObject ServiceAccount(Random random)
    {
        var account = new JsonObject();
        Maybe(account, "name", random, () => Name(random, 253));
        Maybe(account, "create", random, () => random.Next(4) != 0);
        Maybe(account, "override", random, () => random.Next(2) == 0);
        Maybe(account, "audience", random, () => Pick(Audiences, random));
        Maybe(account, "tokenExpirationSeconds", random, () => Pick([599, 600, 86_400, 86_401, -1], random));
        Maybe(account, "stsRegionalEndpoints", random, () => random.Next(2) == 0);
        return account;
    }

    private static JsonObject Role(Random random)
    {
        var role = new JsonObject();
        Maybe(role, "name", random, () => Name(random, 64));
        Maybe(role, "adopt", random, () => random.Next(2) == 0);
        Maybe(role, "description", random, () => new string(Pick(['x', 'ÿ', '☃', '\t'], random), Pick([0, 1, 1000, 1001], random)));
        Maybe(role, "maxSessionDurationSeconds", random, () => Pick([3599, 3600, 43_200, 43_201, 0], random));
        Maybe(role, "permissionsBoundary", random, () => Pick(Policies, random));
        Maybe(role, "tags", random, () => Tags(random));
        Maybe(role, "managedPolicies", random, () => List(random, 12, () => Pick(Policies, random)));
        Maybe(role, "inlinePolicies", random, () => List(random, 4, () => new JsonObject { ["name"] = Name(random, 128), ["document"] = Document(random) }));
        return role;
    }

    private static JsonObject Tags(Random random)
    {
        var tags = new JsonObject();
        for (var count = Pick([0, 1, 3, 46, 47, 51], random); count > 0; count--)
            tags[random.Next(20) == 0 ? Pick(["aws:x", "irsa-operator.io/uid", "Team", "team", ""], random) : $"key-{count}"] = new string('v', Pick([0, 1, 256, 257], random));
        return tags;
    }

    private static JsonObject Document(Random random)
    {
        var document = new JsonObject();
        Maybe(document, "Version", random, () => Pick(["2012-10-17", "2012-10-17", "2008-10-17", "2026-01-01"], random));
        Maybe(document, "Id", random, () => "id");
        document["Statement"] = random.Next(3) == 0 ? Statement(random) : List(random, 5, () => Statement(random));
        return document;
    }

    private static JsonObject Statement(Random random)
    {
        var statement = new JsonObject { ["Effect"] = Pick(Effects, random) };
        Maybe(statement, "Sid", random, () => Pick(["One", "two words", ""], random));
        statement[random.Next(6) == 0 ? "NotAction" : "Action"] = OneOrMany(random, Actions);
        statement[random.Next(6) == 0 ? "NotResource" : "Resource"] = OneOrMany(random, Resources);
        if (random.Next(15) == 0)
            statement["Principal"] = "*";
        if (random.Next(3) == 0)
            statement["Condition"] = new JsonObject { [Pick(Operators, random)] = new JsonObject { [Pick(Keys, random)] = OneOrMany(random, Values) } };
        return statement;
    }

    private static JsonNode OneOrMany(Random random, string[] values) => random.Next(2) == 0
        ? JsonValue.Create(Pick(values, random))
        : List(random, 4, () => Pick(values, random));

    private static JsonArray List(Random random, int most, Func<JsonNode> item) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => item())];

    private static string Name(Random random, int longest) => random.Next(8) switch
    {
        0 => new string('n', longest),
        1 => new string('n', longest + 1),
        2 => Pick(["", "-a", "a/b", "UPPER", "a.b", "ü", "a_b+=,.@-"], random),
        _ => $"name-{random.Next(4)}",
    };

    private static void Maybe(JsonObject parent, string member, Random random, Func<JsonNode?> value)
    {
        if (random.Next(3) != 0)
            parent[member] = value();
    }

    private static T Pick<T>(IReadOnlyList<T> of, Random random) => of[random.Next(of.Count)];
}
