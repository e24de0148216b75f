using System.Collections;
using System.CommandLine;
using IrsaOperator.Hosting;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Tests.Sandbox.Local;

public sealed class OperatorLaunchTests
{
    private static readonly OperatorProcessOptions Options = new()
    {
        // Neither the command line nor the variables look at the control plane.
        ControlPlane = null!,
        AwsEndpoint = new Uri("http://127.0.0.1:4566"),
        Region = "eu-central-1",
        RoleArn = "arn:aws:iam::111122223333:role/system/irsa-operator",
        Folder = "/run/sandbox",
    };

    [Fact]
    public void The_program_is_there_and_takes_these_flags()
    {
        var command = OperatorLaunch.Command(program: null, 8080, ["--audit-interval", "10s"]);

        // A native program starts by itself, a library by its host.
        var run = command.TakeWhile(word => word != "run").ToList();
        Assert.Equal("irsa-operator", Path.GetFileNameWithoutExtension(run[^1]));
        Assert.True(File.Exists(run[^1]), run[^1]);
        Assert.Empty(OperatorCommand.Create().Parse([.. command.Skip(run.Count)]).Errors);
        Assert.Equal(["--audit-interval", "10s"], command.TakeLast(2));
    }

    [Fact]
    public void The_host_is_the_one_that_runs_this_process()
    {
        var host = OperatorLaunch.Command(program: null, 8080, [])[0];

        Assert.True(Path.IsPathRooted(host) && File.Exists(host), host);
    }

    [Fact]
    public void It_gets_the_sandboxs_variables()
    {
        var variables = OperatorLaunch.Environment(Options, "/run/sandbox/kubeconfig", "/run/sandbox/token", new Hashtable());

        Assert.Equal("/run/sandbox/kubeconfig", variables["KUBECONFIG"]);
        Assert.Equal("irsa-system", variables["POD_NAMESPACE"]);
        Assert.Equal("http://127.0.0.1:4566", variables["AWS_ENDPOINT_URL"]);
        Assert.Equal("eu-central-1", variables["AWS_REGION"]);
        Assert.Equal(Options.RoleArn, variables["AWS_ROLE_ARN"]);
        Assert.Equal("/run/sandbox/token", variables["AWS_WEB_IDENTITY_TOKEN_FILE"]);
        Assert.Equal("true", variables["AWS_EC2_METADATA_DISABLED"]);
    }

    [Fact]
    public void None_of_the_users_own_settings_reach_it()
    {
        var inherited = new Hashtable
        {
            ["AWS_ACCESS_KEY_ID"] = "AKIA",
            ["AWS_PROFILE"] = "work",
            ["AWS_REGION"] = "us-west-2",
            ["IRSA_ROLE_PATH"] = "/x/",
            ["KUBERNETES_SERVICE_HOST"] = "10.0.0.1",
            ["PATH"] = "/bin",
        };

        var variables = OperatorLaunch.Environment(Options, "k", "t", inherited);

        Assert.All(["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "IRSA_ROLE_PATH", "KUBERNETES_SERVICE_HOST"], name => Assert.Null(variables[name]));
        Assert.Equal("eu-central-1", variables["AWS_REGION"]);
        Assert.DoesNotContain("PATH", variables.Keys);
    }
}
