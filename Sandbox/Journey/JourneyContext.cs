using System.Net;
using IrsaOperator.Api;
using IrsaOperator.Sandbox.Local;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IrsaOperator.Sandbox.Journey;

/// <summary>Where the journey leads through, and what earlier steps found for later ones.</summary>
internal sealed class JourneyContext(LocalEks eks, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public LocalEks Eks => eks;

    public OperatorCalls Calls { get; } = new(eks.Aws.Journal);

    /// <summary>The ARN of the workload's role, once its binding is ready.</summary>
    public string RoleArn { get; set; } = "";

    /// <summary>The pod as the webhook left it, once it is created.</summary>
    public V1Pod? Pod { get; set; }

    public async Task<IrsaBinding?> FindBindingAsync(ObjectName name, CancellationToken cancellationToken) =>
        await FindAsync(() => eks.Client.CustomObjects.GetNamespacedCustomObjectAsync<IrsaBinding>(
            WellKnown.Group, WellKnown.Version, name.Namespace, WellKnown.Plural, name.Name, cancellationToken));

    public async Task<V1ServiceAccount?> FindServiceAccountAsync(ObjectName name, CancellationToken cancellationToken) =>
        await FindAsync(() => eks.Client.CoreV1.ReadNamespacedServiceAccountAsync(name.Name, name.Namespace, cancellationToken: cancellationToken));

    public async Task<V1ServiceAccount> GetServiceAccountAsync(ObjectName name, CancellationToken cancellationToken) =>
        await FindServiceAccountAsync(name, cancellationToken) ?? throw new StepFailedException($"ServiceAccount {name} does not exist.");

    /// <summary>Creates a ServiceAccount unless it exists.</summary>
    public async Task EnsureServiceAccountAsync(ObjectName name, CancellationToken cancellationToken)
    {
        if (await FindServiceAccountAsync(name, cancellationToken) is null)
        {
            var account = new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = name.Name } };
            await eks.Client.CoreV1.CreateNamespacedServiceAccountAsync(account, name.Namespace, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Waits until something is there.</summary>
    /// <param name="what">What is waited for, for the message of a failure.</param>
    /// <param name="probe">The thing, or null and what is there instead.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StepFailedException">It was not there in time.</exception>
    public async Task<T> UntilAsync<T>(string what, Func<CancellationToken, Task<(T? Found, string Instead)>> probe, CancellationToken cancellationToken)
        where T : class
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var (found, instead) = await probe(cancellationToken);
            if (found is not null)
                return found;
            if (time.GetElapsedTime(started) > Deadline)
                throw new StepFailedException($"{what} was waited for in vain for {Deadline.TotalSeconds:0} seconds: {instead.TrimEnd('.')}.");
            if (eks.Operator is { Exited.IsCompleted: true } ended)
                throw new StepFailedException($"The operator ended with exit code {await ended.Exited}.");
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    /// <summary>Waits until a binding's Ready condition is True for its newest spec.</summary>
    public Task<IrsaBinding> ReadyBindingAsync(ObjectName name, CancellationToken cancellationToken) =>
        UntilAsync<IrsaBinding>(
            $"binding {name} to be Ready",
            async cancellation =>
            {
                var binding = await FindBindingAsync(name, cancellation);
                var ready = binding?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
                return ready?.Status == "True" && ready.ObservedGeneration == binding!.Metadata.Generation
                    ? (binding, "")
                    : (null, ready is null ? "it has no Ready condition" : $"Ready is {ready.Status}, {ready.Reason}: {ready.Message}");
            },
            cancellationToken);

    private static async Task<T?> FindAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
