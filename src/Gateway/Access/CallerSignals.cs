namespace HierarchySim.Gateway;

/// <summary>Who wants to hear of which caller's changes. Bounded by those who listen.</summary>
internal sealed class CallerSignals
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Listener>> listeners = new(StringComparer.Ordinal);

    /// <summary>Calls back with every change of a caller, until it is disposed.</summary>
    public IDisposable Listen(string callerId, Action changed)
    {
        var listener = new Listener(this, callerId, changed);
        lock (gate)
        {
            if (!listeners.TryGetValue(callerId, out var all)) listeners[callerId] = all = [];
            all.Add(listener);
        }
        return listener;
    }

    /// <summary>A caller's roles have changed.</summary>
    public void Tell(string callerId)
    {
        Listener[] told;
        lock (gate) told = listeners.TryGetValue(callerId, out var all) ? [.. all] : [];
        foreach (var listener in told) listener.Changed();
    }

    private sealed class Listener(CallerSignals signals, string callerId, Action changed) : IDisposable
    {
        public Action Changed => changed;

        public void Dispose()
        {
            lock (signals.gate)
            {
                if (!signals.listeners.TryGetValue(callerId, out var all)) return;
                all.Remove(this);
                if (all.Count == 0) signals.listeners.Remove(callerId);
            }
        }
    }
}
