using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

// The feed of committed events: the journal, read from where a reader stands.
public sealed partial class StandaloneEngine
{
    private readonly CommitSignal commits = new();

    /// <inheritdoc/>
    public ValueTask<EventPage> EventsAsync(EventCursor after, int take, CancellationToken cancellation = default)
    {
        CheckPage(0, take);
        if (after == EventCursor.Latest) return new(Task.Run(ReadLatest, cancellation));
        var place = Parse(after);
        return new(Task.Run(() => ReadEvents(place, take), cancellation));
    }

    /// <inheritdoc/>
    public async Task WaitForEventsAsync(EventCursor after, CancellationToken cancellation = default)
    {
        var place = Parse(after);
        // First the signal, then the look: what is committed in between rings it.
        var next = commits.NextAsync();
        if (Unavailable(forWrite: false) is { } refusal) throw new EngineUnavailableException(refusal);
        if (storage.Journal.LastSequence <= place.Sequence) await next.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private EventPage ReadEvents(EventPlace after, int take)
    {
        if (condition == EngineCondition.Stopping) throw new EngineUnavailableException(Stopping);
        var items = new List<CommittedEvent>();
        var reader = new TurnReader();
        var next = after;
        var isKnown = after.Sequence == 0;
        // The record that the reader stands in comes first; it is what its cursor is held against.
        foreach (var record in storage.Journal.Read(Math.Max(0, after.Sequence - 1)))
        {
            var checksum = Crc32C.Of(record.Sequence, record.Payload.Span);
            isKnown |= record.Sequence == after.Sequence && checksum == after.Checksum;
            if (!isKnown) break;
            var skip = record.Sequence == after.Sequence ? after.Index : 0;
            var at = 0;
            reader.Read(record.Payload.Span, turn =>
            {
                foreach (var fact in turn.Events)
                {
                    if (at++ < skip || items.Count == take) continue;
                    next = new EventPlace(record.Sequence, at, checksum);
                    items.Add(new CommittedEvent(turn.Unit, turn.At, fact) { Place = next.ToCursor() });
                }
            });
            if (items.Count == take) break;
        }
        return isKnown ? new EventPage(items, next.ToCursor()) : throw TooOld;
    }

    private EventPage ReadLatest()
    {
        var last = storage.Journal.LastSequence;
        if (last == 0) return new EventPage([], EventCursor.Start);
        var record = storage.Journal.Read(last - 1).First();
        var events = 0;
        new TurnReader().Read(record.Payload.Span, turn => events += turn.Events.Length);
        return new EventPage([], new EventPlace(last, events, Crc32C.Of(last, record.Payload.Span)).ToCursor());
    }

    private static EventPlace Parse(EventCursor cursor) =>
        EventPlace.TryParse(cursor, out var place) ? place : throw Invalid("after", "this is no cursor that this engine gave out", "Begin at the start");

    private static EngineUnavailableException TooOld => new(new Refusal(
        RefusalCode.CursorTooOld, "after", "what came before this cursor is not in this data: it is another data set's, or this one was restored or cut back since",
        "Begin anew: read what you need, then follow events from the latest on"));
}
