using System.Text.Json.Nodes;

namespace IrsaOperator.Infrastructure.Tests.Stacks;

public sealed class ControlPlaneTests(Synthesized synthesized)
{
    private JsonNode Cluster => synthesized.Template().Single("AWS::EKS::Cluster");

    [Fact]
    public void Access_is_by_entries_and_who_made_the_cluster_is_nobody()
    {
        Assert.Equal("API", TemplateView.Text(Cluster["AccessConfig"]!["AuthenticationMode"]));
        Assert.Equal("false", TemplateView.Text(Cluster["AccessConfig"]!["BootstrapClusterCreatorAdminPermissions"]));
    }

    [Fact]
    public void The_audit_log_is_kept() =>
        Assert.Equal("""{"ClusterLogging":{"EnabledTypes":[{"Type":"audit"}]}}""", Cluster["Logging"]!.ToJsonString());

    [Fact]
    public void Name_version_and_the_ways_to_the_endpoint_are_context()
    {
        Assert.Equal(("eks-dev", "1.35"), (TemplateView.Text(Cluster["Name"]), TemplateView.Text(Cluster["Version"])));
        var other = synthesized.Template("clusterName=prod", "kubernetesVersion=1.36", "publicAccessCidrs=203.0.113.0/24,198.51.100.7/32").Single("AWS::EKS::Cluster");
        Assert.Equal(("prod", "1.36"), (TemplateView.Text(other["Name"]), TemplateView.Text(other["Version"])));
        var network = other["ResourcesVpcConfig"]!;
        Assert.Equal(["203.0.113.0/24", "198.51.100.7/32"], TemplateView.Texts(network["PublicAccessCidrs"]));
        Assert.Equal(("true", "true"), (TemplateView.Text(network["EndpointPrivateAccess"]), TemplateView.Text(network["EndpointPublicAccess"])));
    }

    [Fact]
    public void Secrets_are_encrypted_with_a_key_of_their_own_on_request()
    {
        Assert.Null(Cluster["EncryptionConfig"]);
        Assert.Empty(synthesized.Template().All("AWS::KMS::Key"));

        var asked = synthesized.Template("secretsEncryption=true");
        var encryption = Assert.Single(asked.Single("AWS::EKS::Cluster")["EncryptionConfig"]!.AsArray())!;
        Assert.Equal(["secrets"], TemplateView.Texts(encryption["Resources"]));
        Assert.Equal($"{{{asked.Id("ControlPlane", "AWS::KMS::Key")}.Arn}}", TemplateView.Text(encryption["Provider"]!["KeyArn"]));
        Assert.Equal("true", TemplateView.Text(asked.Single("AWS::KMS::Key")["EnableKeyRotation"]));
    }

    [Fact]
    public void The_CNI_is_left_to_the_operator()
    {
        Assert.Empty(synthesized.Template().All("AWS::EKS::Addon"));
        Assert.Equal("true", TemplateView.Text(Cluster["BootstrapSelfManagedAddons"]));
    }

    [Fact]
    public void Administrators_are_those_who_may_assume_one_role()
    {
        var template = synthesized.Template();
        var entry = template.Single("AWS::EKS::AccessEntry");
        Assert.Equal($"{{{template.Id("Admin", "AWS::IAM::Role")}.Arn}}", TemplateView.Text(entry["PrincipalArn"]));
        var policy = Assert.Single(entry["AccessPolicies"]!.AsArray())!;
        Assert.EndsWith(":cluster-access-policy/AmazonEKSClusterAdminPolicy", TemplateView.Text(policy["PolicyArn"]), StringComparison.Ordinal);
        Assert.Equal("cluster", TemplateView.Text(policy["AccessScope"]!["Type"]));

        var role = template.Resource("Admin", "AWS::IAM::Role");
        Assert.Equal("arn:{AWS::Partition}:iam::{AWS::AccountId}:root", TrustedBy(role));
        Assert.Null(role["ManagedPolicyArns"]);
        var statement = Assert.Single(PolicyView.Of(Assert.Single(role["Policies"]!.AsArray())!["PolicyDocument"]));
        Assert.Equal(["eks:DescribeCluster"], statement.Actions);
        Assert.Equal([$"{{{template.Id("ControlPlane", "AWS::EKS::Cluster")}.Arn}}"], statement.Resources);
    }

    [Fact]
    public void A_principal_that_is_named_is_the_only_one_who_may_assume_it()
    {
        const string admins = "arn:aws:iam::111122223333:role/admins";
        Assert.Equal(admins, TrustedBy(synthesized.Template($"adminPrincipal={admins}").Resource("Admin", "AWS::IAM::Role")));
    }

    private static string TrustedBy(JsonNode role) =>
        TemplateView.Text(Assert.Single(role["AssumeRolePolicyDocument"]!["Statement"]!.AsArray())!["Principal"]!["AWS"]);
}
