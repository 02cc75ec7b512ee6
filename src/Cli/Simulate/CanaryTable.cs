using HierarchySim.Simulator;
using Spectre.Console;

namespace HierarchySim.Cli.Simulate;

/// <summary>The harness held to the test: each known bug, the invariant it breaks, and how many seeds it took to find.</summary>
internal static class CanaryTable
{
    public static int Run(Output output, HuntPlan plan)
    {
        var rows = Bugs.All.AsParallel().AsOrdered().Select(bug => Canary.Hunt(bug, plan.First, plan.Seeds)).ToList();
        output.Result(
            rows.Select(row => new { invariant = row.Invariant, name = Invariants.Name(row.Invariant), bug = $"{row.Bug}", seeds = row.Seeds, found = row.Found?.What }),
            console =>
            {
                var table = new Table().AddColumns("invariant", "bug", "seeds", "found as");
                foreach (var row in rows) table.AddRow(Markup.Escape($"{row.Invariant} {Invariants.Name(row.Invariant)}"), $"{row.Bug}", row.Found is null ? "not found" : $"{row.Seeds}", Markup.Escape(row.Found?.What ?? ""));
                console.Write(table);
            });
        return rows.TrueForAll(row => row.Found is not null) ? ExitCodes.Ok : ExitCodes.Fault;
    }
}
