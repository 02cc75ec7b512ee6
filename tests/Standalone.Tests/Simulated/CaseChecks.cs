using HierarchySim.Core;
using HierarchySim.Standalone.Running;
using static HierarchySim.Standalone.Tests.Simulated.BrokenInvariant;

namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>What must hold of cases in memory: at every moment, and when nothing is left to do.</summary>
internal static class CaseChecks
{
    /// <summary>No case is in two places: in custody, or in an outbox and not applied by its reader.</summary>
    public static void Run(EngineRun run)
    {
        var tokens = new HashSet<CaseId>();
        foreach (var unit in run.Directory.All())
        {
            foreach (var held in unit.HeldCases) Require(tokens.Add(held.Spec.Id), 9, $"case {held.Spec.Id} is in two places, one is {unit.Id}");
            foreach (var transfer in Unheard(run, unit).OfType<CaseTransfer>())
                Require(tokens.Add(transfer.Spec.Id), 9, $"case {transfer.Spec.Id} is in two places, one is the outbox of {unit.Id}");
        }
        foreach (var file in run.Directory.All().SelectMany(unit => unit.CaseFiles))
            Require(!file.IsOpen || file.Opening <= Limits.CaseOpeningsMax, 11, $"case {file.Spec.Id} has {file.Opening} openings");
    }

    /// <summary>Every case is where the ledger says, its origin knows it, and tallies equal a recount.</summary>
    public static void RunAtQuiet(EngineRun run, Ledger ledger)
    {
        foreach (var item in ledger.Cases.Values)
        {
            var file = run.Directory.Find(item.Id.Origin)!.FindCaseFile(item.Id);
            Require(file is null == item.IsRetired, 14, $"the file of {item.Id} is {(file is null ? "gone" : "there")}");
            if (file is null) continue;
            Require(item.IsOpen == item.Holder.IsValid, 14, $"case {item.Id} is {file.Status} and with {item.Holder}");
            Require((file.IsOpen, file.Custodian, file.Opening) == (item.IsOpen, item.Holder, item.Opening), 14, $"the origin of {item.Id} says {file.Status} at {file.Custodian}, opening {file.Opening}; the truth is {item.Holder}, {item.Opening}");
            Require(!file.WithdrawalRequested, 14, $"the withdrawal of {item.Id} never caught up");
            if (item.IsOpen) Require(run.Directory.Find(item.Holder)!.FindHeldCase(item.Id)?.Due == item.Due && file.Due == item.Due, 14, $"case {item.Id} is not with {item.Holder} until {item.Due}");
        }
        Require(run.Directory.All().Sum(unit => unit.HeldCases.Count) == ledger.Cases.Values.Count(item => item.IsOpen), 9, "units hold more cases than are open");
        foreach (var unit in ledger.Units.Values) CompareTally(unit, run.Directory.Find(unit.Id)!.Tally.Cases, ledger);
    }

    private static void CompareTally(LedgerUnit unit, CaseTally told, Ledger ledger)
    {
        var below = unit.Subtree.Select(member => member.Id).ToHashSet();
        var open = ledger.Cases.Values.Where(item => item is { IsOpen: true, Reality: Reality.Actual }).ToList();
        var held = open.Where(item => below.Contains(item.Holder)).ToList();
        var recount = (held.Count, open.Count(item => below.Contains(item.Id.Origin)), held.Select(item => item.RaisedAt).DefaultIfEmpty().Min(), held.Where(item => item.Due.IsSet).Select(item => item.Due).DefaultIfEmpty().Min());
        Require((told.Held, told.Raised, told.OldestRaisedAt, told.EarliestDue) == recount, 13, $"unit {unit.Id} says {told.Held} held, {told.Raised} raised, the recount {recount}");
    }

    private static IEnumerable<LinkMessage> Unheard(EngineRun run, UnitState unit)
    {
        var laidOpen = new UnitSnapshot();
        laidOpen.Fill(unit);
        var above = unit.Parent.IsValid ? run.Directory.Find(unit.Parent)!.ReceivedFrom(unit.IndexInParent).Value : 0;
        var messages = laidOpen.PendingForParent.Skip((int)(above - laidOpen.ConfirmedByParent.Value));
        foreach (var child in laidOpen.Children)
            messages = messages.Concat(child.Pending.Skip((int)((run.Directory.Find(child.Id)?.ReceivedFromParent.Value ?? 0) - child.Confirmed.Value)));
        return messages;
    }
}
