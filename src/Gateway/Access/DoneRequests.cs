using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>What is known of a request under an Idempotency-Key.</summary>
internal enum Earlier
{
    /// <summary>Nothing: the key is new.</summary>
    None,

    /// <summary>The same request was carried out.</summary>
    Same,

    /// <summary>Another request was carried out under this key.</summary>
    Other,
}

/// <summary>
/// Which requests have changed keys and grants, so that a retry finds what was done however much was done since. Units remember their
/// commands themselves; keys and grants are records, and so is this: one small record for each caller and key, written in the commit
/// of the change. It is kept for <see cref="GatewayLimits.DoneRequestHours"/> at least.
/// </summary>
/// <remarks>
/// A record is good for as long as it is there, also beyond its time: one that a request has just relied on may then be cleared away
/// without harm. Whoever writes comes through the <see cref="CommandDoor"/>, so that two requests of one key do not come here at once.
/// </remarks>
internal sealed class DoneRequests(IHierarchyEngine engine, TimeProvider time)
{
    private const string Prefix = "requests/";
    private const long HourMs = 3_600_000;
    private long clearedAt;
    private int kept, isClearing;

    /// <summary>What is known of a request.</summary>
    public async ValueTask<Earlier> FindAsync(CommandId request, CancellationToken left)
    {
        if (await engine.Records.GetAsync(KeyOf(request), left) is not { } record) return Earlier.None;
        return TryRead(record.Value, out var body, out _) && body == request.BodyHash ? Earlier.Same : Earlier.Other;
    }

    /// <summary>What is to be written beside the change that a request makes. Whoever has written it says so with <see cref="Written"/>.</summary>
    /// <returns>The records; null where there are too many of them for now.</returns>
    public async ValueTask<IReadOnlyList<RecordChange>?> NoteAsync(CommandId request, CancellationToken left)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (now - Volatile.Read(ref clearedAt) >= HourMs) await ClearAsync(now, left);
        if (Volatile.Read(ref kept) >= GatewayLimits.DoneRequestsMax) return null;
        return [new RecordChange(KeyOf(request), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{request.BodyHash:x16} {now}")))];
    }

    /// <summary>Counts what was written. Requests that are carried out at once may take the count over its bound by as many as they are.</summary>
    /// <param name="notes">What <see cref="NoteAsync"/> gave.</param>
    public void Written(IReadOnlyList<RecordChange> notes) => Interlocked.Add(ref kept, notes.Count);

    /// <summary>Remembers a request that had nothing to change. It takes effect once as well: not when the thing is as before by then.</summary>
    public async ValueTask KeepAsync(CommandId request, CancellationToken left)
    {
        var notes = await NoteAsync(request, left) ?? [];
        foreach (var note in notes) await engine.Records.PutAsync(note.Key, note.Value, CancellationToken.None);
        Written(notes);
    }

    /// <summary>The request's key was used for something else.</summary>
    public static Problem Reused { get; } = Problem.Of(
        ProblemTypes.KeyReused, IdempotencyKey.Header, "the key was used for another request (another operation, or another body)", "Send a new request under a new key");

    /// <summary>There is no room to remember another request.</summary>
    public static Problem TooMany { get; } = Problem.Of(
        ProblemTypes.LimitReached, IdempotencyKey.Header,
        $"at most {GatewayLimits.DoneRequestsMax} changes of keys and grants are made in {GatewayLimits.DoneRequestHours} hours (DoneRequestsMax)",
        "Wait until earlier ones are that old; revoking goes on", nameof(GatewayLimits.DoneRequestsMax));

    // Once an hour, and by one request at a time: the others need not wait for it.
    private async ValueTask ClearAsync(long now, CancellationToken left)
    {
        if (Interlocked.Exchange(ref isClearing, 1) == 1) return;
        try
        {
            var (before, count, after) = (Volatile.Read(ref kept), 0, (string?)null);
            while (await engine.Records.ListAsync(Prefix, after, Limits.PageItemsMax, left) is { Count: > 0 } page)
            {
                RecordChange[] over = [.. page.Where(record => IsOver(record, now)).Select(record => new RecordChange(record.Key, null))];
                foreach (var some in over.Chunk(Limits.RecordsPerCommandMax))
                    await engine.Records.PutTogetherAsync(some[0], null, some[1..], CancellationToken.None);
                (count, after) = (count + page.Count - over.Length, page[^1].Key);
            }
            // What others wrote meanwhile stays counted; some of it may count twice until the next hour.
            Interlocked.Add(ref kept, count - before);
            Volatile.Write(ref clearedAt, now);
        }
        finally
        {
            Volatile.Write(ref isClearing, 0);
        }
    }

    private static bool IsOver(EngineRecord record, long now) => !TryRead(record.Value, out _, out var at) || now - at >= GatewayLimits.DoneRequestHours * HourMs;

    private static string KeyOf(CommandId request) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{request.High:x16}{request.Low:x16}");

    private static bool TryRead(byte[] value, out ulong body, out long at)
    {
        var parts = Encoding.ASCII.GetString(value).Split(' ');
        at = 0;
        return ulong.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out body)
            && parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out at);
    }
}
