using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must hold of cases in memory: at every moment, and when nothing is left to do.</summary>
internal static class CaseChecks
{
    /// <summary>A lapsed limit is seen to when its host's clock shows it and the timer rings.</summary>
    private const long LateMsMax = FaultMix.SkewMaxMs + 2_000;

    /// <summary>No case is in two places: in custody, or in an outbox and not applied by its reader.</summary>
    public static void Run(UnitsAlive units)
    {
        var tokens = new HashSet<CaseId>();
        foreach (var unit in units.All())
        {
            foreach (var held in unit.HeldCases) Require(tokens.Add(held.Spec.Id), 9, $"case {held.Spec.Id} is in two places, one is {unit.Id}");
            foreach (var transfer in Unheard(units, unit).OfType<CaseTransfer>())
                Require(tokens.Add(transfer.Spec.Id), 9, $"case {transfer.Spec.Id} is in two places, one is the outbox of {unit.Id}");
        }
        foreach (var file in units.All().SelectMany(unit => unit.CaseFiles))
            Require(!file.IsOpen || file.Opening <= Limits.CaseOpeningsMax, 11, $"case {file.Spec.Id} has {file.Opening} openings");
    }

    /// <summary>Every case is where the ledger says, its origin knows it, and tallies equal a recount.</summary>
    public static void RunAtQuiet(UnitsAlive units, Ledger ledger)
    {
        foreach (var item in ledger.Cases.Values)
        {
            var file = units.Find(item.Id.Origin)!.FindCaseFile(item.Id);
            Require(file is null == item.IsRetired, 14, $"the file of {item.Id} is {(file is null ? "gone" : "there")}");
            if (file is null) continue;
            Require(item.IsOpen == item.Holder.IsValid, 14, $"case {item.Id} is {file.Status} and with {item.Holder}");
            Require((file.IsOpen, file.Custodian, file.Opening) == (item.IsOpen, item.Holder, item.Opening), 14, $"the origin of {item.Id} says {file.Status} at {file.Custodian}, opening {file.Opening}; the truth is {item.Holder}, {item.Opening}");
            Require(!file.WithdrawalRequested, 14, $"the withdrawal of {item.Id} never caught up");
            if (item.IsOpen && item.Due.IsSet && units.Find(item.Holder)!.Parent.IsValid)
                Require(item.Due.Milliseconds + LateMsMax >= ledger.TrueMs(), 10, $"case {item.Id} was due at {item.Holder} on {item.Due} and did not go up");
            if (item.IsOpen) Require(units.Find(item.Holder)!.FindHeldCase(item.Id)?.Due == item.Due && file.Due == item.Due, 14, $"case {item.Id} is not with {item.Holder} until {item.Due}");
        }
        Require(units.All().Sum(unit => unit.HeldCases.Count) == ledger.Cases.Values.Count(item => item.IsOpen), 9, "units hold more cases than are open");
        foreach (var unit in ledger.Units.Values) CompareTally(unit, units.Find(unit.Id)!.Tally.Cases, ledger);
    }

    private static void CompareTally(LedgerUnit unit, CaseTally told, Ledger ledger)
    {
        var below = unit.Subtree.Select(member => member.Id).ToHashSet();
        var open = ledger.Cases.Values.Where(item => item is { IsOpen: true, Reality: Reality.Actual }).ToList();
        var held = open.Where(item => below.Contains(item.Holder)).ToList();
        var recount = (held.Count, open.Count(item => below.Contains(item.Id.Origin)), held.Select(item => item.RaisedAt).DefaultIfEmpty().Min(), held.Where(item => item.Due.IsSet).Select(item => item.Due).DefaultIfEmpty().Min());
        Require((told.Held, told.Raised, told.OldestRaisedAt, told.EarliestDue) == recount, 13, $"unit {unit.Id} says {told.Held} held, {told.Raised} raised, the recount {recount}");
    }

    private static IEnumerable<LinkMessage> Unheard(UnitsAlive units, UnitState unit)
    {
        var laidOpen = new UnitSnapshot();
        laidOpen.Fill(unit);
        var above = unit.Parent.IsValid ? units.Find(unit.Parent)!.ReceivedFrom(unit.IndexInParent).Value : 0;
        var messages = laidOpen.PendingForParent.Skip((int)(above - laidOpen.ConfirmedByParent.Value));
        foreach (var child in laidOpen.Children)
            messages = messages.Concat(child.Pending.Skip((int)((units.Find(child.Id)?.ReceivedFromParent.Value ?? 0) - child.Confirmed.Value)));
        return messages;
    }
}
