using k8s;
using k8s.Models;

namespace KubeOps.Operator.Engine;

/// <summary>The last states of objects that are gone, until the controllers have heard of it.</summary>
internal sealed class EndedLives<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, Queue<TEntity>> _ended = [];

    public void Add(ObjectKey key, TEntity last)
    {
        lock (_lock)
        {
            if (!_ended.TryGetValue(key, out var lives))
                _ended[key] = lives = new Queue<TEntity>();
            lives.Enqueue(last);
        }
    }

    public TEntity? First(ObjectKey key)
    {
        lock (_lock)
            return _ended.TryGetValue(key, out var lives) ? lives.Peek() : default;
    }

    public void RemoveFirst(ObjectKey key)
    {
        lock (_lock)
        {
            var lives = _ended[key];
            lives.Dequeue();
            if (lives.Count == 0)
                _ended.Remove(key);
        }
    }
}
