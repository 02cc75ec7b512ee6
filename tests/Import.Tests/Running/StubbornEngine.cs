using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

/// <summary>An engine in front of another one, which a test lets refuse, hide and count.</summary>
internal sealed class StubbornEngine(IHierarchyEngine inner) : IHierarchyEngine
{
    private int submitted;

    /// <summary>Asked before each command, with its number from 1; an answer other than null goes back instead of the engine's.</summary>
    public Func<int, Command, CommandAnswer?> Before { get; set; } = (_, _) => null;

    /// <summary>Asked after each accepted command; an answer other than null goes back instead of the engine's.</summary>
    public Func<int, Command, CommandAnswer?> After { get; set; } = (_, _) => null;

    /// <summary>Changes the result of a query.</summary>
    public Func<object?, object?> OnResult { get; set; } = result => result;

    public List<(CommandId Id, UnitId Unit, Command Command)> Commands { get; } = [];

    /// <summary>What the engine itself refused.</summary>
    public List<Refusal> Refusals { get; } = [];

    public LevelScheme Scheme => inner.Scheme;

    public Catalog Catalog => inner.Catalog;

    public EngineStatus Status => inner.Status;

    public IRecords Records => inner.Records;

    public IAuditLog Audit => inner.Audit;

    public async ValueTask<CommandAnswer> SubmitAsync(
        CommandId id, UnitId unit, Command command, IReadOnlyList<RecordChange> records, AuditNote? audit, CancellationToken cancellation = default)
    {
        var number = Interlocked.Increment(ref submitted);
        lock (Commands) Commands.Add((id, unit, command));
        if (Before(number, command) is { } instead) return instead;
        var answer = await inner.SubmitAsync(id, unit, command, records, audit, cancellation);
        if (answer.Refusal is { } refusal) lock (Refusals) Refusals.Add(refusal);
        return answer.IsAccepted && After(number, command) is { } other ? other : answer;
    }

    public async ValueTask<TResult> QueryAsync<TResult>(Query<TResult> query, CancellationToken cancellation = default) =>
        (TResult)OnResult(await inner.QueryAsync(query, cancellation))!;

    public IAsyncEnumerable<IReadOnlyList<UnitView>> WatchAsync(UnitId unit, int depth, CancellationToken cancellation = default) =>
        inner.WatchAsync(unit, depth, cancellation);

    public IAsyncEnumerable<IReadOnlyList<DeskChange>> WatchDeskAsync(UnitId unit, CancellationToken cancellation = default) =>
        inner.WatchDeskAsync(unit, cancellation);

    public ValueTask<EventPage> EventsAsync(EventCursor after, int take, CancellationToken cancellation = default) =>
        inner.EventsAsync(after, take, cancellation);

    public Task WaitForEventsAsync(EventCursor after, CancellationToken cancellation = default) => inner.WaitForEventsAsync(after, cancellation);

    public ValueTask<UnitId> ReserveIdsAsync(int count, CancellationToken cancellation = default) => inner.ReserveIdsAsync(count, cancellation);

    public ValueTask<Refusal?> SetCatalogAsync(string json, CancellationToken cancellation = default) => inner.SetCatalogAsync(json, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    public static CommandAnswer Refuse(RefusalCode code) => CommandAnswer.Refused(new Refusal(code, "unit", "the test says no", "Ask the test"));
}
