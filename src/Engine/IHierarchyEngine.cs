using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// What gateways and tools may ask of any engine. Small on purpose: whatever a gateway must remember goes through
/// <see cref="Records"/>, whatever changes the tree goes through <see cref="SubmitAsync"/>.
/// </summary>
/// <remarks>
/// Promises, on every engine: an answer, a view and an event are seen only after the commit of all they depend on; an
/// accepted command survives any crash, and the same <see cref="CommandId"/> gets the first answer again.
/// </remarks>
public interface IHierarchyEngine : IAsyncDisposable
{
    /// <summary>The level scheme of the data set.</summary>
    LevelScheme Scheme { get; }

    /// <summary>What cases, reports and assignments are decided with; the shipped catalogue until another is set.</summary>
    Catalog Catalog { get; }

    /// <summary>What the engine says of itself, for readiness, status pages and logs.</summary>
    EngineStatus Status { get; }

    /// <summary>Small durable records that belong to the gateway and to tools.</summary>
    IRecords Records { get; }

    /// <summary>Who did what, unit by unit.</summary>
    IAuditLog Audit { get; }

    /// <summary>Asks a unit to do something. Completes after the commit, or at once with a refusal; never throws for bad input.</summary>
    /// <param name="id">Makes a retry the same command; see <see cref="CommandIds"/>.</param>
    /// <param name="unit">The unit asked.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="records">
    /// Records written in the commit of the accepted command and not otherwise: a refused or a repeated command writes none. A
    /// command that would write under an erased key is refused.
    /// </param>
    /// <param name="audit">
    /// The entry of the unit's audit log, written in the commit of the accepted command, so that neither is there without the other; a
    /// refused or a repeated command writes none. Null for none.
    /// </param>
    /// <param name="cancellation">Stops waiting for the answer; an accepted command takes effect all the same.</param>
    ValueTask<CommandAnswer> SubmitAsync(
        CommandId id, UnitId unit, Command command, IReadOnlyList<RecordChange> records, AuditNote? audit, CancellationToken cancellation = default);

    /// <summary>Reads. The result waits for the commit of everything it saw.</summary>
    /// <exception cref="EngineUnavailableException">The engine is overloaded, reloading or stopping.</exception>
    ValueTask<TResult> QueryAsync<TResult>(Query<TResult> query, CancellationToken cancellation = default);

    /// <summary>
    /// Views of a unit and the levels below it: first all of them, then those that changed. At most one frame waits for a slow
    /// reader; each frame holds the latest view of each changed unit.
    /// </summary>
    /// <param name="unit">The unit at the top.</param>
    /// <param name="depth">Levels below it, 0 to <see cref="Limits.WatchDepthMax"/>.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <exception cref="EngineUnavailableException">No such unit, or more than <see cref="Limits.UnitsPerWatchMax"/> units.</exception>
    IAsyncEnumerable<IReadOnlyList<UnitView>> WatchAsync(UnitId unit, int depth, CancellationToken cancellation = default);

    /// <summary>
    /// Cases as they change at one unit, as its own or in its custody. The first frame is empty: nothing that is committed after it is
    /// missed. At most one frame waits for a slow reader; each holds the latest of each changed case.
    /// </summary>
    /// <param name="unit">The unit; a case's origin to follow that case.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <exception cref="EngineUnavailableException">No such unit, or the engine stops or reads its data anew.</exception>
    IAsyncEnumerable<IReadOnlyList<DeskChange>> WatchDeskAsync(UnitId unit, CancellationToken cancellation = default);

    /// <summary>Committed events after a cursor, oldest first; an empty page when there are none yet.</summary>
    /// <param name="after">
    /// Where the last page ended, or the place of any event; <see cref="EventCursor.Start"/> for the beginning,
    /// <see cref="EventCursor.Latest"/> for what is committed after now.
    /// </param>
    /// <param name="take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="EngineUnavailableException">
    /// <see cref="RefusalCode.Invalid"/>: this is no cursor. <see cref="RefusalCode.CursorTooOld"/>: what came before it is not what this
    /// data holds, because it is another data set's, or this one was restored or cut back since.
    /// </exception>
    ValueTask<EventPage> EventsAsync(EventCursor after, int take, CancellationToken cancellation = default);

    /// <summary>
    /// Completes when something may have been committed after a cursor, at once when it has been. Ask after an empty page, and read
    /// again: what was committed may not be an event.
    /// </summary>
    /// <param name="after">Where the empty page ended.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="EngineUnavailableException">As <see cref="EventsAsync"/>.</exception>
    Task WaitForEventsAsync(EventCursor after, CancellationToken cancellation = default);

    /// <summary>Takes unit ids from the data set's allocator. Ids not used are lost, never given out twice.</summary>
    /// <param name="count">How many, from 1.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The first of <paramref name="count"/> consecutive ids.</returns>
    ValueTask<UnitId> ReserveIdsAsync(int count, CancellationToken cancellation = default);

    /// <summary>
    /// Puts another catalogue in use: stores it durably, then decides with it. What was decided before stays as it was. The rules
    /// are those of <see cref="Catalogs.TryReplace"/>.
    /// </summary>
    /// <param name="json">The catalogue's file.</param>
    /// <param name="cancellation">Stops waiting; a catalogue that was accepted comes into use all the same.</param>
    /// <returns>Null when it is in use; otherwise what is wrong with it, or why the engine cannot store it, and nothing changed.</returns>
    ValueTask<Refusal?> SetCatalogAsync(string json, CancellationToken cancellation = default);
}
