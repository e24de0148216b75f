using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace KubeOps.Operator.LeaderElection;

/// <summary>A Lease that one of several holds.</summary>
internal sealed class LeaseLock(IKubernetes client, string @namespace, string name, string identity, TimeSpan duration, TimeProvider time)
{
    private string? _seenVersion;
    private long _seenAt;
    private V1Lease? _held;

    public string Name => $"{@namespace}/{name}";

    public string Identity => identity;

    /// <summary>Whether the last attempt found somebody else's claim.</summary>
    public bool IsHeldByAnother { get; private set; }

    /// <summary>Takes the lease where it is free or has run out, renews it where it is ours.</summary>
    /// <returns>Whether it is ours now.</returns>
    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        IsHeldByAnother = false;
        try
        {
            // The holder knows the lease as it last wrote it; only a surprise makes it read.
            var lease = _held ?? await ReadAsync(cancellationToken);
            if (lease is null)
            {
                _held = await client.CoordinationV1.CreateNamespacedLeaseAsync(Claim(previous: null), @namespace, cancellationToken: cancellationToken);
                return true;
            }

            if (lease.Spec?.HolderIdentity is { Length: > 0 } holder && holder != identity && !HasRunOut(lease))
            {
                IsHeldByAnother = true;
                return false;
            }

            _held = await client.CoordinationV1.ReplaceNamespacedLeaseAsync(Claim(lease), name, @namespace, cancellationToken: cancellationToken);
            return true;
        }
        catch (HttpOperationException error) when (error.Response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            // Somebody else was faster, or has removed it.
            _held = null;
            return false;
        }
    }

    /// <summary>Gives the lease back, so that the next one need not wait until it runs out.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_held is not { } lease)
            return;
        _held = null;
        try
        {
            await ReleaseAsync(lease, cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // A renewal whose answer never came may have been heard.
            if (await ReadAsync(cancellationToken) is { } current && current.Spec?.HolderIdentity == identity)
                await ReleaseAsync(current, cancellationToken);
        }
    }

    private Task ReleaseAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        lease.Spec.HolderIdentity = "";
        lease.Spec.LeaseDurationSeconds = 1;
        lease.Spec.RenewTime = time.GetUtcNow().UtcDateTime;
        return client.CoordinationV1.ReplaceNamespacedLeaseAsync(lease, name, @namespace, cancellationToken: cancellationToken);
    }

    private async Task<V1Lease?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.CoordinationV1.ReadNamespacedLeaseAsync(name, @namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// A lease has run out when it did not change for its duration, by our own clock: the clocks of two machines may differ.
    /// </summary>
    private bool HasRunOut(V1Lease lease)
    {
        var version = lease.Metadata.ResourceVersion;
        if (version != _seenVersion)
        {
            _seenVersion = version;
            _seenAt = time.GetTimestamp();
            return false;
        }

        var lasts = TimeSpan.FromSeconds(lease.Spec.LeaseDurationSeconds ?? (int)duration.TotalSeconds);
        return time.GetElapsedTime(_seenAt) > lasts;
    }

    private V1Lease Claim(V1Lease? previous)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var ours = previous?.Spec?.HolderIdentity == identity;
        return new V1Lease
        {
            ApiVersion = V1Lease.KubeGroup + "/" + V1Lease.KubeApiVersion,
            Kind = V1Lease.KubeKind,
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace, ResourceVersion = previous?.Metadata.ResourceVersion },
            Spec = new V1LeaseSpec
            {
                HolderIdentity = identity,
                LeaseDurationSeconds = (int)Math.Ceiling(duration.TotalSeconds),
                AcquireTime = ours ? previous!.Spec.AcquireTime : now,
                RenewTime = now,
                LeaseTransitions = (previous?.Spec?.LeaseTransitions ?? 0) + (ours || previous is null ? 0 : 1),
            },
        };
    }
}
