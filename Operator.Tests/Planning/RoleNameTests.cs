using System.Text.RegularExpressions;
using CsCheck;
using IrsaOperator.Planning;

namespace IrsaOperator.Tests.Planning;

public sealed partial class RoleNameTests
{
    private const string Issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

    private static readonly Gen<string> KubernetesName = Gen.String[Gen.Char["ab-.0"], 1, 80];

    [Fact]
    public void A_derived_name_is_readable_and_does_not_change() =>
        Assert.Equal("dev-sel-eks-sa-ih7grl26ei", RoleName.Derive(Issuer, "dev", "sel-eks-sa"));

    [Fact]
    public void A_derived_name_is_always_a_valid_role_name() => Gen.Select(KubernetesName, KubernetesName).Sample((@namespace, name) =>
    {
        var derived = RoleName.Derive(Issuer, @namespace, name);
        Assert.InRange(derived.Length, 1, RoleName.MaxLength);
        Assert.Matches(IamName(), derived);
    });

    [Fact]
    public void Different_bindings_have_names_that_differ_in_more_than_letter_case() =>
        Gen.Select(KubernetesName, KubernetesName, KubernetesName, KubernetesName).Sample((ns1, name1, ns2, name2) =>
            Assert.Equal(
                (ns1, name1) == (ns2, name2),
                string.Equals(RoleName.Derive(Issuer, ns1, name1), RoleName.Derive(Issuer, ns2, name2), StringComparison.OrdinalIgnoreCase)));

    [Theory]
    [InlineData("a-b", "c", "a", "b-c")]
    [InlineData("a", "b.c", "a", "b-c")]
    public void The_dash_between_the_parts_makes_no_two_bindings_alike(string ns1, string name1, string ns2, string name2) =>
        Assert.NotEqual(RoleName.Derive(Issuer, ns1, name1), RoleName.Derive(Issuer, ns2, name2));

    [Fact]
    public void Long_names_that_differ_at_their_end_only_stay_apart()
    {
        var stem = new string('a', 200);
        Assert.NotEqual(RoleName.Derive(Issuer, "dev", stem + "1"), RoleName.Derive(Issuer, "dev", stem + "2"));
    }

    [Fact]
    public void Clusters_do_not_share_names() =>
        Assert.NotEqual(RoleName.Derive(Issuer, "dev", "a"), RoleName.Derive(Issuer.Replace("0123", "3210", StringComparison.Ordinal), "dev", "a"));

    [Fact]
    public void The_scheme_of_the_issuer_does_not_matter() =>
        Assert.Equal(RoleName.Derive(Issuer, "dev", "a"), RoleName.Derive(Issuer["https://".Length..] + "/", "dev", "a"));

    [Fact]
    public void A_prefix_comes_first_and_takes_nothing_from_the_digest() => Gen.Select(KubernetesName, KubernetesName, Gen.String[Gen.Char["ab-"], 0, RoleName.MaxPrefixLength]).Sample((@namespace, name, prefix) =>
    {
        var derived = RoleName.Derive(Issuer, @namespace, name, prefix);
        Assert.InRange(derived.Length, 1, RoleName.MaxLength);
        Assert.StartsWith(prefix, derived, StringComparison.Ordinal);
        Assert.EndsWith(RoleName.Derive(Issuer, @namespace, name)[^11..], derived, StringComparison.Ordinal);
        Assert.True(RoleName.IsDerived(derived, Issuer, @namespace, name));
        Assert.False(RoleName.IsDerived(derived, Issuer, @namespace, name + "x"));
        Assert.False(RoleName.IsDerived(derived + "x", Issuer, @namespace, name));
    });

    [GeneratedRegex(@"\A[\w+=,.@-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex IamName();
}
