namespace HierarchySim.Gateway;

/// <summary>How many watches each connection and each caller has.</summary>
internal sealed class WatchCounts(LiveMeter meter)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> ofConnection = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> ofCaller = new(StringComparer.Ordinal);

    /// <summary>Counts one more.</summary>
    /// <returns>Counts it off again.</returns>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">There are too many.</exception>
    public IDisposable Add(string connection, Caller caller)
    {
        // Without access control everybody is the same caller, and only connections tell them apart.
        var isShared = ReferenceEquals(caller, Caller.Local);
        lock (gate)
        {
            if (ofConnection.GetValueOrDefault(connection) >= GatewayLimits.WatchesPerConnectionMax) throw LiveProblem.Exception(LiveProblems.TooManyOnConnection);
            if (!isShared && ofCaller.GetValueOrDefault(caller.Id) >= GatewayLimits.WatchesPerCallerMax) throw LiveProblem.Exception(LiveProblems.TooManyOfCaller);
            ofConnection[connection] = ofConnection.GetValueOrDefault(connection) + 1;
            ofCaller[caller.Id] = ofCaller.GetValueOrDefault(caller.Id) + 1;
        }
        meter.WatchBegan();
        return new One(this, connection, caller.Id);
    }

    private void Remove(string connection, string caller)
    {
        lock (gate)
        {
            Less(ofConnection, connection);
            Less(ofCaller, caller);
        }
        meter.WatchEnded();
    }

    private static void Less(Dictionary<string, int> counts, string key)
    {
        if (--counts[key] == 0) counts.Remove(key);
    }

    private sealed class One(WatchCounts counts, string connection, string caller) : IDisposable
    {
        private WatchCounts? counts = counts;

        public void Dispose() => Interlocked.Exchange(ref counts, null)?.Remove(connection, caller);
    }
}
