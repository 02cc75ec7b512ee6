using HierarchySim.Core;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must be gone thirty days after it ended.</summary>
internal static class MonthChecks
{
    private const long UncertainMs = 5_000;

    public static void Run(Ledger ledger)
    {
        foreach (var directive in ledger.Directives.Values.Where(directive => directive.Ended != ReceiptFlags.None))
            Require(directive.IsRetired && ledger.Units.Values.All(unit => !unit.Receipts.ContainsKey(directive.Id)), 14, $"{directive.Id} ended a month ago and is still there");
        foreach (var item in ledger.Cases.Values) Require(item.IsOpen || item.IsRetired, 14, $"case {item.Id} closed a month ago and its file is still there");
        var monthAgo = new Instant(ledger.TrueMs() - Limits.ClosedItemsKeptMs - UncertainMs);
        foreach (var unit in ledger.Units.Values)
        {
            foreach (var holder in unit.Holders) Require(!IsLongOver(holder.EndedAt), 14, $"{holder.Id} of {unit.Id} ended a month ago and is still there");
            foreach (var item in unit.Assignments) Require(!IsLongOver(item.EndedAt), 14, $"assignment {item.Id} of {unit.Id} ended a month ago and is still there");
            foreach (var duty in unit.Duties) Require(!IsLongOver(duty.EndedAt), 14, $"unit {unit.Id} was held by {duty.Assignment.Id} until a month ago and still has it");
        }

        bool IsLongOver(Instant endedAt) => endedAt.IsSet && endedAt < monthAgo;
    }
}
