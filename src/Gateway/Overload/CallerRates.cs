using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// How often each caller may ask: a bucket of tokens that fills at a steady rate, one token a request. Without access control a caller
/// is a connection's address. Kept by hand, not with the framework's limiter, so that tests can move its clock.
/// </summary>
internal sealed class CallerRates(OverloadOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);
    private int isSweeping;

    /// <summary>Takes a token of a request's caller, or says when there will be one.</summary>
    public Problem? Take(HttpContext http)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (buckets.Count > GatewayLimits.CallerBucketsMax) Sweep(now);
        var bucket = buckets.GetOrAdd(NameOf(http), static (_, start) => new Bucket(start.RequestsAtOnce, start.now), (options.RequestsAtOnce, now));
        return bucket.Take(options, now) is var waitMs && waitMs == 0 ? null : TooOften(waitMs);
    }

    /// <summary>Callers remembered, for tests.</summary>
    public int Count => buckets.Count;

    private static string NameOf(HttpContext http) =>
        Caller.Of(http) is var caller && caller != Caller.Local ? $"caller {caller.Id}" : $"address {http.Connection.RemoteIpAddress}";

    // A full bucket says no more than none. When all callers are busy none can be forgotten, and a hostile crowd must not grow the list.
    private void Sweep(long now)
    {
        if (Interlocked.Exchange(ref isSweeping, 1) == 1) return;
        foreach (var (name, bucket) in buckets)
            if (bucket.IsFull(options, now)) buckets.TryRemove(new(name, bucket));
        if (buckets.Count > GatewayLimits.CallerBucketsMax) buckets.Clear();
        Volatile.Write(ref isSweeping, 0);
    }

    private Problem TooOften(long waitMs) => Problem.Of(
        ProblemTypes.TooManyRequests, "caller", $"one caller sends at most {options.RequestsPerSecond} requests a second for long (CallerRequestsPerSecondMax)",
        "Wait the seconds in Retry-After, and watch instead of asking again and again", nameof(GatewayLimits.CallerRequestsPerSecondMax)) with
    { RetryAfterSeconds = (int)Math.Clamp((waitMs + 999) / 1000, 1, 60) };

    private sealed class Bucket(double tokens, long at)
    {
        private readonly Lock gate = new();
        private double tokens = tokens;
        private long at = at;

        /// <summary>0 when there was a token; otherwise the milliseconds until there is one.</summary>
        public long Take(OverloadOptions options, long now)
        {
            lock (gate)
            {
                Fill(options, now);
                if (tokens < 1) return Math.Max(1, (long)((1 - tokens) * 1000 / options.RequestsPerSecond));
                tokens--;
                return 0;
            }
        }

        public bool IsFull(OverloadOptions options, long now)
        {
            lock (gate)
            {
                Fill(options, now);
                return tokens >= options.RequestsAtOnce;
            }
        }

        // A clock that was set back fills nothing.
        private void Fill(OverloadOptions options, long now)
        {
            if (now > at) tokens = Math.Min(options.RequestsAtOnce, tokens + ((now - at) * options.RequestsPerSecond / 1000.0));
            at = now;
        }
    }
}
