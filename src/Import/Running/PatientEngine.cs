// An import is a guest: it asks a hundred thousand things of an engine that also serves
// others. "Too much to do" is therefore expected and answered by waiting. What cannot be
// mended by waiting a little (storage refuses, the engine stops) goes back to the caller.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>An engine asked with patience: what it has no room for is asked again, a command under the same id.</summary>
internal sealed class PatientEngine(IHierarchyEngine engine, TimeProvider time)
{
    /// <summary>Patience for one matter.</summary>
    public Patience NewPatience() => new(time);

    /// <summary>Reads; waits while the engine is overloaded.</summary>
    /// <exception cref="EngineUnavailableException">The engine cannot answer and waiting did not help.</exception>
    public async Task<TResult> QueryAsync<TResult>(Query<TResult> query, CancellationToken cancellation)
    {
        Patience? patience = null;
        while (true)
        {
            try
            {
                return await engine.QueryAsync(query, cancellation).ConfigureAwait(false);
            }
            catch (EngineUnavailableException e) when (e.Refusal.Code == RefusalCode.Overloaded)
            {
                if (!await (patience ??= NewPatience()).WaitAsync(cancellation).ConfigureAwait(false)) throw;
            }
        }
    }

    /// <summary>
    /// Submits, and submits again while the engine is overloaded or the unit, which its parent has linked, has not opened yet.
    /// Waits can be cancelled; the answer to what was submitted is always awaited, so the caller knows what took effect.
    /// </summary>
    public Task<CommandAnswer> SubmitAsync(CommandId id, UnitId unit, Command command, CancellationToken cancellation) =>
        SubmitAsync(id, unit, command, [], cancellation);

    /// <inheritdoc cref="SubmitAsync(CommandId, UnitId, Command, CancellationToken)"/>
    public async Task<CommandAnswer> SubmitAsync(
        CommandId id, UnitId unit, Command command, IReadOnlyList<RecordChange> records, CancellationToken cancellation)
    {
        Patience? patience = null;
        while (true)
        {
            var answer = await engine.SubmitAsync(id, unit, command, records, CancellationToken.None).ConfigureAwait(false);
            if (answer.Refusal?.Code is not (RefusalCode.Overloaded or RefusalCode.UnitNotFound)) return answer;
            if (!await (patience ??= NewPatience()).WaitAsync(cancellation).ConfigureAwait(false)) return answer;
        }
    }
}

/// <summary>Waits that grow from 5 ms to <see cref="ImportLimits.WaitMaxMs"/> and end after a while.</summary>
/// <param name="time">The clock waited by.</param>
/// <param name="patienceMs">How long, in milliseconds.</param>
internal sealed class Patience(TimeProvider time, long patienceMs = ImportLimits.PatienceMs)
{
    private const long WaitMinMs = 5;
    private long nextMs = WaitMinMs;
    private long leftMs = patienceMs;

    /// <summary>Waits once; false, at once, when patience has run out.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        if (leftMs <= 0) return false;
        var waitMs = Math.Min(nextMs, leftMs);
        await Task.Delay(TimeSpan.FromMilliseconds(waitMs), time, cancellation).ConfigureAwait(false);
        leftMs -= waitMs;
        nextMs = Math.Min(nextMs * 2, ImportLimits.WaitMaxMs);
        return true;
    }
}
