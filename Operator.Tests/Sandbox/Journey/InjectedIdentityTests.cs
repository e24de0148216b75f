using IrsaOperator.Sandbox.Journey;
using IrsaOperator.Sandbox.PodIdentity;
using k8s.Models;

namespace IrsaOperator.Tests.Sandbox.Journey;

public sealed class InjectedIdentityTests
{
    private const string TokenFile = $"{PodIdentityNames.MountPath}/{PodIdentityNames.TokenFile}";

    [Fact]
    public void It_is_read_from_variables_mount_and_volume()
    {
        var injected = InjectedIdentity.From(Pod());

        Assert.Equal("arn", injected.Variables["AWS_ROLE_ARN"]);
        Assert.DoesNotContain("HOME", injected.Variables.Keys);
        Assert.Equal((PodIdentityNames.Volume, PodIdentityNames.MountPath), (injected.VolumeName, injected.MountPath));
        Assert.Equal(("sts.amazonaws.com", 3600L), (injected.Token.Audience, injected.Token.ExpirationSeconds));
    }

    [Fact]
    public void A_pod_without_the_variables_fails()
    {
        var pod = Pod();
        pod.Spec.Containers[0].Env = null;

        Assert.Contains("AWS_ROLE_ARN", Assert.Throws<StepFailedException>(() => InjectedIdentity.From(pod)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_without_the_mount_fails()
    {
        var pod = Pod();
        pod.Spec.Containers[0].VolumeMounts = null;

        Assert.Contains(TokenFile, Assert.Throws<StepFailedException>(() => InjectedIdentity.From(pod)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_without_the_projected_token_fails()
    {
        var pod = Pod();
        pod.Spec.Volumes = null;

        Assert.Contains("projects no token", Assert.Throws<StepFailedException>(() => InjectedIdentity.From(pod)).Message, StringComparison.Ordinal);
    }

    private static V1EnvVar Variable(string name, string value) => new() { Name = name, Value = value };

    private static V1Pod Pod() => new()
    {
        Spec = new V1PodSpec
        {
            Containers =
            [
                new V1Container
                {
                    Name = "app",
                    Env = [Variable("HOME", "/"), Variable("AWS_ROLE_ARN", "arn"), Variable("AWS_WEB_IDENTITY_TOKEN_FILE", TokenFile)],
                    VolumeMounts = [new V1VolumeMount { MountPath = PodIdentityNames.MountPath, Name = PodIdentityNames.Volume }],
                },
            ],
            Volumes =
            [
                new V1Volume
                {
                    Name = PodIdentityNames.Volume,
                    Projected = new V1ProjectedVolumeSource
                    {
                        Sources =
                        [
                            new V1VolumeProjection
                            {
                                ServiceAccountToken = new V1ServiceAccountTokenProjection { Path = "token", Audience = "sts.amazonaws.com", ExpirationSeconds = 3600 },
                            },
                        ],
                    },
                },
            ],
        },
    };
}
