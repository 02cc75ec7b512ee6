using System.CommandLine;
using HierarchySim.Cli.Simulate;

namespace HierarchySim.Cli.Commands;

/// <summary><c>simulate</c>: the engine over a simulated disk, network and clock, with faults drawn from seeds.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var seeds = new Option<int>("--seeds") { Description = "How many seeds to run, each twice.", DefaultValueFactory = _ => 100 };
        var seed = new Option<ulong>("--seed") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
        var minutes = new Option<int>("--minutes") { Description = "Go on with further seeds for so many minutes, whatever --seeds says; 0 for no such limit." };
        var faults = new Option<string?>("--faults") { Description = "The faults, in place of those the seed draws: NAME=NUMBER,... or 'none'. A report prints them so.", HelpName = "LIST" };
        var events = new Option<int?>("--events") { Description = "Events of the phase with faults, in place of the usual 3,000.", HelpName = "N" };
        var units = new Option<int?>("--units") { Description = "Units the tree grows to, in place of what the seed draws.", HelpName = "N" };
        var work = new Option<string?>("--work") { Description = "What callers do: directives, cases, holders, none, or several with commas.", HelpName = "LIST" };
        var world = new Option<string?>("--world") { Description = "Which engine lives: standalone or cluster, in place of what the seed draws.", HelpName = "NAME" };
        var bug = new Option<string?>("--bug") { Description = "Build a known bug in, to see whether it is found: a name, or 'each' for the table of all.", HelpName = "NAME" };
        var shrink = new Option<bool>("--shrink") { Description = "Make a failing run smaller before reporting it." };
        var json = Shared.Json();
        var command = new Command("faults", "Look for lost work: run seeded lives of the engine in which disk, network, clock and process fail, and hold them to 17 invariants.")
        {
            seeds, seed, minutes, faults, events, units, work, world, bug, shrink, json,
        };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => Task.FromResult(FaultHunt.Run(output, new HuntPlan(
                parsed.GetValue(seeds), parsed.GetValue(seed), parsed.GetValue(minutes), parsed.GetValue(faults), parsed.GetValue(events), parsed.GetValue(units), parsed.GetValue(work),
                parsed.GetValue(bug), parsed.GetValue(shrink), parsed.GetValue(world)))));
        });
        return new Command("simulate", "Simulate.") { command };
    }
}
