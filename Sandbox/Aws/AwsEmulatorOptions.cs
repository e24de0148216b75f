using System.Security.Cryptography;
using IrsaOperator.Sandbox.Aws.Model;

namespace IrsaOperator.Sandbox.Aws;

/// <summary>What the emulated account looks like.</summary>
internal sealed record AwsEmulatorOptions
{
    private const string KeyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public string AccountId { get; init; } = "111122223333";

    public string Region { get; init; } = "eu-central-1";

    public string Partition { get; init; } = "aws";

    /// <summary>Access key of the account's administrator; new at every start unless set.</summary>
    public string AccessKeyId { get; init; } = "AKIA" + RandomNumberGenerator.GetString(KeyAlphabet, 16);

    public string SecretAccessKey { get; init; } = AwsCredential.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));

    public string ClusterName { get; init; } = "sandbox";

    /// <summary>Issuer of the cluster's ServiceAccount tokens.</summary>
    public string? Issuer { get; init; }

    /// <summary>Fetches the JWKS document that web identity tokens are verified with.</summary>
    public Func<CancellationToken, Task<string>>? Jwks { get; init; }

    /// <summary>A file that gets one line of JSON per call.</summary>
    public string? JournalFile { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The region IAM is signed for: its control plane has one per partition.</summary>
    public string IamRegion => Partition switch
    {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => "us-east-1",
    };
}
