using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Checks;
using HierarchySim.Simulator.Faults;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Work;

/// <summary>Asks an engine; see <see cref="IHierarchyEngine.SubmitAsync"/>. Cancelled when nobody can say what became of the command.</summary>
internal delegate ValueTask<CommandAnswer> Submitting(CommandId id, UnitId unit, Command command);

/// <summary>
/// Callers that send commands without waiting for each other, send some again, and hold the engine to each answer: what was
/// accepted is in the journal by then, what was refused is not.
/// </summary>
internal sealed class Clients(Dice dice, Sometimes sometimes, Ledger ledger)
{
    private const int KeptForRetry = 40;
    private readonly List<(CommandId Id, bool WasAccepted, ValueTask<CommandAnswer> Answer)> waiting = [];
    private readonly List<(CommandId Id, UnitId Unit, Command Command)> recent = [];
    private readonly HashSet<CommandId> refused = [];
    private readonly HashSet<CommandId> refusedForNow = [];
    private readonly Dictionary<CommandId, int> sends = [];
    private readonly HashSet<CommandId> lost = [];
    private readonly Dictionary<CommandId, (Instant At, int Number)> accepted = [];
    private ulong lastKey;

    public int Waiting => waiting.Count;

    public void Send(Submitting engine, UnitId unit, Command command)
    {
        var id = new CommandId(1, ++lastKey, (ulong)dice.Below(1_000_000));
        recent.Add((id, unit, command));
        if (recent.Count > KeptForRetry) recent.RemoveAt(0);
        Send(engine, id, unit, command);
    }

    public void SendAgain(Submitting engine)
    {
        if (recent.Count == 0) return;
        var (id, unit, command) = dice.Pick(recent);
        var isOther = dice.Percent(10) && ledger.Find(id) is not null;
        Send(engine, isOther ? id with { BodyHash = id.BodyHash + 1 } : id, unit, command);
    }

    /// <summary>Nobody sends again what was sent so far.</summary>
    public void Forget() => recent.Clear();

    /// <summary>Takes answers that came.</summary>
    public void Listen()
    {
        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            var (id, wasAccepted, answer) = waiting[i];
            if (!answer.IsCompleted) continue;
            waiting.RemoveAt(i);
            if (answer.IsCanceled) LoseTrack(id);
            else Check(id, answer.GetAwaiter().GetResult(), wasAccepted);
        }
    }

    /// <summary>The engine died: whoever waited will never know.</summary>
    public void Crash()
    {
        foreach (var (id, _, _) in waiting) sometimes.Note(ledger.Find(id) is null ? "an unanswered command was lost in a crash" : "an unanswered command survived a crash");
        // What was still on its way may have been done. What storage refused may have reached it all the same; a clear no may not.
        foreach (var (id, _, _) in waiting) refused.Remove(id);
        waiting.Clear();
        refusedForNow.RemoveWhere(id => ledger.Find(id) is not null);
    }

    /// <summary>
    /// What was refused did not take effect, and every unit still knows what it accepted in the last day, at its time and under its
    /// number: should the same be sent again, it has to be known.
    /// </summary>
    public void CheckKept(UnitsAlive units)
    {
        foreach (var id in refused.Concat(refusedForNow)) Require(ledger.Find(id) is null, 4, $"a refused command took effect: {id}");
        var since = new Instant(ledger.TrueMs() - Limits.RecentCommandsKeptMs + (2 * FaultMix.SkewMaxMs));
        foreach (var asked in accepted.Where(one => one.Value.At > since).GroupBy(one => ledger.UnitOf(one.Key)))
        {
            var unit = units.Find(asked.Key);
            Require(unit is not null, 4, $"unit {asked.Key}, which accepted a command, is gone");
            var open = new UnitSnapshot();
            open.Fill(unit!, readsCases: false);
            var known = open.Commands.ToDictionary(command => command.Id);
            foreach (var (id, (at, number)) in asked)
            {
                Require(known.TryGetValue(id, out var entry), 2, $"unit {asked.Key} has forgotten {id}, which it accepted at {at}");
                Require(entry.At == at && entry.Number == number, 4, $"unit {asked.Key} knows {entry} for {id}, the answer was {at}, {number}");
            }
        }
    }

    // Answers are polled, not awaited: a continuation would run on another thread, at a moment no seed decides.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2012", Justification = "Each answer is kept in one place and consumed once.")]
    private void Send(Submitting engine, CommandId id, UnitId unit, Command command)
    {
        ledger.Send(id, unit, command);
        sends[id] = sends.GetValueOrDefault(id) + 1;
        waiting.Add((id, accepted.ContainsKey(id), engine(id, unit, command)));
    }

    // It may still be done, or be done already: no answer to it can be held against the engine.
    private void LoseTrack(CommandId id)
    {
        sometimes.Note("nobody could say what became of a command");
        lost.Add(id);
        refused.Remove(id);
        refusedForNow.Remove(id);
    }

    private void Check(CommandId id, CommandAnswer answer, bool wasAccepted)
    {
        var entry = ledger.Find(id);
        sometimes.Note(answer.Refusal is { } refusal ? $"refused: {refusal.Code}" : $"answered: {answer.Verdict}");
        if (answer.IsAccepted)
        {
            Require(entry is not null, 3, $"{id} was answered before its commit");
            Require(entry!.Value.Id == id && entry.Value.At == answer.At && entry.Value.Number == answer.Number, 4, $"{answer} is not the first answer {entry}");
            if (answer.Verdict == Verdict.Accepted) Require(accepted.TryAdd(id, (answer.At, answer.Number)), 2, $"{id} was accepted twice");
            refused.Remove(id);
            refusedForNow.Remove(id);
            return;
        }
        var isForNow = answer.Refusal!.Code is RefusalCode.Overloaded or RefusalCode.StorageUnavailable or RefusalCode.Stopping;
        Require(isForNow || !wasAccepted, 4, $"{id} was accepted, and when it was sent again: {answer.Refusal}");
        if (answer.Refusal!.Code == RefusalCode.KeyReused) Require(entry is not null && entry.Value.Id != id, 2, $"{id} was refused as reused");
        else if (!lost.Contains(id) && waiting.TrueForAll(other => other.Id != id))
        {
            Require(isForNow || entry is null || sends[id] > 1, 4, $"{id} took effect, and its only answer is {answer.Refusal}");
            if (entry is null) (isForNow ? refusedForNow : refused).Add(id);
        }
    }
}
