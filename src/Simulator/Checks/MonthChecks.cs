using HierarchySim.Core;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must be gone thirty days after it ended.</summary>
internal static class MonthChecks
{
    public static void Run(Ledger ledger)
    {
        foreach (var directive in ledger.Directives.Values.Where(directive => directive.Ended != ReceiptFlags.None))
            Require(directive.IsRetired && ledger.Units.Values.All(unit => !unit.Receipts.ContainsKey(directive.Id)), 14, $"{directive.Id} ended a month ago and is still there");
        foreach (var item in ledger.Cases.Values) Require(item.IsOpen || item.IsRetired, 14, $"case {item.Id} closed a month ago and its file is still there");
    }
}
