namespace IrsaOperator.Reconciliation;

/// <summary>What is looked at beside the steps: whether the binding helps its pods.</summary>
internal sealed class BindingChecks(PodIdentityStep podIdentity, PodsStep pods, TokenExchangeStep tokenExchange)
{
    public Task BeforeAsync(Run run, CancellationToken cancellationToken) => podIdentity.RemarkAsync(run, cancellationToken);

    public async Task AfterAsync(Run run, string roleArn, CancellationToken cancellationToken)
    {
        await pods.RemarkAsync(run, roleArn, cancellationToken);
        await tokenExchange.VerifyAsync(run, roleArn, cancellationToken);
    }
}
