using IrsaOperator.Sandbox.Aws;
using IrsaOperator.Sandbox.Local;

namespace IrsaOperator.Benchmarks.World;

/// <summary>One more AWS account, which trusts the same cluster.</summary>
internal sealed class BenchAccount(AwsEmulator aws, string operatorRoleArn) : IAsyncDisposable
{
    public AwsEmulator Aws => aws;

    public string OperatorRoleArn => operatorRoleArn;

    public static async Task<BenchAccount> StartAsync(LocalEks eks, string accountId, CancellationToken cancellationToken)
    {
        var aws = await AwsEmulator.StartAsync(
            new AwsEmulatorOptions
            {
                AccountId = accountId,
                Region = eks.Region,
                ClusterName = eks.ClusterName,
                Issuer = eks.Plane.Issuer,
                Jwks = eks.Plane.GetJwksAsync,
            },
            cancellationToken);
        var provider = aws.Account.OidcProviders is [var known, ..] ? known : aws.Account.AddOidcProvider(eks.Plane.Issuer, OperatorIdentity.Audience);
        var policy = await File.ReadAllTextAsync(ConfigFiles.OperatorPolicy, cancellationToken);
        return new BenchAccount(aws, OperatorRole.Add(aws.Account, provider, policy).Arn);
    }

    public ValueTask DisposeAsync() => aws.DisposeAsync();
}
