using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

// Turns: deciding, writing down, applying.
internal sealed partial class Shard
{
    private const int RoomAskedEveryMs = 20;
    private readonly PriorityQueue<UnitId, long> due = new();
    private readonly Dictionary<UnitId, long> wakes = [];

    public UnitState? Find(UnitId id) => run.Directory.Find(id);

    public void RunCommand(CommandItem item)
    {
        var unit = Find(item.Unit);
        var decision = run.Machine.DecideCommand(unit, item.Id, item.Command, now);
        if (decision.Verdict == Verdict.Accepted && item.RecordsRefusal is { } erased)
        {
            item.Answer = CommandAnswer.Refused(erased);
            return;
        }
        if (decision.Verdict == Verdict.Accepted && item.Command is OpenChildren open && !TryClaim(unit!, open.Children, out var refusal))
        {
            item.Answer = CommandAnswer.Refused(refusal);
            return;
        }
        item.Answer = new CommandAnswer(decision.Verdict, decision.At, decision.Number, decision.Refusal);
        if (decision.Verdict != Verdict.Accepted) return;
        Commit(item.Unit, unit, decision, new RecentCommand(item.Id, now, decision.Number));
        recordWrites.AddRange(item.Records);
        if (item.Audit is { } note) audits.Add(new AuditWrite(item.Unit, now, note.Completed(decision.Number)));
        stepRecordBytes += item.RecordBytes;
    }

    /// <summary>A decision takes effect, with all that follows at the unit itself.</summary>
    private UnitState Commit(UnitId id, UnitState? unit, in Decision decision, RecentCommand? command)
    {
        unit = Write(id, unit, decision, command);
        Changed(unit);
        return unit;
    }

    /// <summary>Writes a decision into the batch and applies it.</summary>
    private UnitState Write(UnitId id, UnitState? unit, in Decision decision, RecentCommand? command)
    {
        turns.Begin(id, now, command, decision.EventCount);
        var broadcasts = false;
        for (var i = 0; i < decision.EventCount; i++)
        {
            var fact = decision.EventAt(i);
            turns.Event(fact);
            if (fact is UnitOpened opened)
            {
                unit = run.Machine.Open(id, opened);
                run.Directory.Put(unit);
            }
            else
            {
                run.Machine.Apply(unit!, fact, now);
                if (fact is ICaseFact about && run.DeskWatches.Covers(unit!.Id)) changedDesks.Add((unit, about.Case));
                broadcasts |= fact is DirectiveDelivered or ChildrenLinked or DirectiveIssued or DirectiveRevised or DirectiveCancelled or DirectiveRetired;
            }
        }
        if (command is { } accepted) UnitMachine.Remember(unit!, accepted);
        if (broadcasts && unit!.ChildCount > 0) BeginSending(unit);
        BeginRouting(unit!);
        return unit!;
    }

    /// <summary>After every change of a unit, facts or numbers.</summary>
    private void Changed(UnitState unit)
    {
        if (UnitMachine.NeedsHousekeeping(unit)) KeepHouse(unit);
        MarkDirty(unit);
        if (run.Watches.Covers(unit.Id)) changedViews.Add(unit);
    }

    private void KeepHouse(UnitState unit)
    {
        while (turns.Turns < TurnsPerStep)
        {
            var decision = UnitMachine.DecideHousekeeping(unit, now);
            if (decision.Verdict != Verdict.Accepted)
            {
                var wake = UnitMachine.NextWake(unit);
                // What is due and still not done waits for room on a link, which comes as fast as the other side works.
                if (wake.IsSet) WakeAt(unit.Id, wake > now ? wake.Milliseconds : now.Milliseconds + RoomAskedEveryMs);
                return;
            }
            Write(unit.Id, unit, decision, null);
        }
        // A thousand limits may lapse in one moment; the rest is for the next step.
        WakeAt(unit.Id, now.Milliseconds);
    }

    private void WakeAt(UnitId unit, long atMs)
    {
        if (wakes.TryGetValue(unit, out var earlier) && earlier <= atMs) return;
        wakes[unit] = atMs;
        due.Enqueue(unit, atMs);
    }

    /// <summary>Asks a recovered unit when it has something to do.</summary>
    public void Schedule(UnitState unit)
    {
        // Sums are new after a start, and whether a directive is fulfilled follows from them; all else follows from the time.
        var wake = unit.Issued.Count > 0 ? 0 : UnitMachine.NextWake(unit) is { IsSet: true } next ? next.Milliseconds : -1;
        if (wake >= 0) WakeAt(unit.Id, wake);
    }

    private bool RunDue()
    {
        var worked = Resend();
        while (turns.Turns < TurnsPerStep && due.TryPeek(out var id, out var at) && at <= now.Milliseconds)
        {
            due.Dequeue();
            // A unit that was to wake earlier meanwhile has its later entry still; only the one that counts is heeded.
            if (!wakes.TryGetValue(id, out var next) || next != at) continue;
            wakes.Remove(id);
            if (Find(id) is { } unit && UnitMachine.NeedsHousekeeping(unit)) Changed(unit);
            worked = true;
        }
        return worked;
    }

    private bool TryClaim(UnitState parent, UnitDefinition[] children, out Refusal refusal)
    {
        refusal = null!;
        for (var i = 0; i < children.Length; i++)
        {
            var id = children[i].Id;
            if (run.Directory.TryClaim(id, RunContext.ShardFor(id, parent.Depth + 1, Index, run.Shards.Length))) continue;
            for (var claimed = 0; claimed < i; claimed++) run.Directory.Unclaim(children[claimed].Id);
            refusal = new Refusal(RefusalCode.AlreadyExists, "id", $"a unit with id {id} exists already, or the id was never reserved", "Reserve new ids");
            return false;
        }
        return true;
    }
}
