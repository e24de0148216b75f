using System.Globalization;
using k8s;
using k8s.Models;

namespace KubeOps.Operator.Engine;

/// <summary>The newest known object of each place. It never goes back in time for the same life of an object.</summary>
internal sealed class ObjectStore<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, TEntity> _objects = [];

    public IReadOnlyList<ObjectKey> Keys
    {
        get
        {
            lock (_lock)
                return [.. _objects.Keys];
        }
    }

    public TEntity? Find(ObjectKey key)
    {
        lock (_lock)
            return _objects.GetValueOrDefault(key);
    }

    /// <summary>Takes an object in.</summary>
    /// <param name="entity">What was read or answered.</param>
    /// <param name="ended">The object of the same place whose life ended unseen, where there was one.</param>
    /// <returns>False when a newer state of the same life is known.</returns>
    public bool Put(TEntity entity, out TEntity? ended)
    {
        ended = default;
        var key = ObjectKey.Of(entity);
        lock (_lock)
        {
            if (_objects.TryGetValue(key, out var known))
            {
                if (known.Metadata.Uid != entity.Metadata.Uid)
                    ended = known;
                else if (IsOlder(entity, known))
                    return false;
            }

            _objects[key] = entity;
            return true;
        }
    }

    /// <summary>Takes in what a write answered, unless the object's life has ended meanwhile.</summary>
    public void Refresh(TEntity entity)
    {
        lock (_lock)
        {
            var key = ObjectKey.Of(entity);
            if (_objects.TryGetValue(key, out var known) && known.Metadata.Uid == entity.Metadata.Uid && !IsOlder(entity, known))
                _objects[key] = entity;
        }
    }

    /// <summary>Takes an object out.</summary>
    /// <param name="key">Its place.</param>
    /// <param name="uid">The life that ended; null for whichever is there.</param>
    /// <returns>The object, where that life was known.</returns>
    public TEntity? Remove(ObjectKey key, string? uid)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue(key, out var known) || (uid is not null && known.Metadata.Uid != uid))
                return default;
            _objects.Remove(key);
            return known;
        }
    }

    /// <summary>Takes out what is in an object's place but is not that object.</summary>
    public TEntity? RemoveOthers(ObjectKey key, string uid)
    {
        lock (_lock)
            return _objects.TryGetValue(key, out var known) && known.Metadata.Uid != uid && _objects.Remove(key) ? known : default;
    }

    // Resource versions of one resource are decimal numbers that grow; where they are not, the newcomer is taken.
    private static bool IsOlder(TEntity entity, TEntity known) =>
        ulong.TryParse(entity.Metadata.ResourceVersion, CultureInfo.InvariantCulture, out var newcomer)
        && ulong.TryParse(known.Metadata.ResourceVersion, CultureInfo.InvariantCulture, out var present)
        && newcomer < present;
}
