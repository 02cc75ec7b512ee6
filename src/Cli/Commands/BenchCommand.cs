using System.CommandLine;
using HierarchySim.Cli.Bench;

namespace HierarchySim.Cli.Commands;

/// <summary><c>bench</c>: the targets of a nationwide deployment, and of REST, measured on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var units = new Option<FileInfo>("--units") { Description = "The official list, CSV.", HelpName = "FILE", Required = true };
        var cells = new Option<int>("--cells") { Description = "Cells to make up.", DefaultValueFactory = _ => 100_000 };
        var groups = new Option<int>("--groups") { Description = "Household groups to make up.", DefaultValueFactory = _ => 1_020_000 };
        var provinces = new Option<int>("--provinces") { Description = "Only the list's first provinces, for growth curves; 0 for all." };
        var openCases = new Option<int>("--open-cases") { Description = "Cases left open before the process is killed and serves again." };
        var caseSeconds = new Option<int>("--case-seconds") { Description = "Seconds of cases in an open loop.", DefaultValueFactory = _ => 30 };
        var data = new Option<string?>("--data") { Description = "A new folder to work in, kept afterwards. Default: a temporary one, removed.", HelpName = "DIR" };
        var json = Shared.Json();
        var worker = new Option<NationPhase?>("--worker") { Hidden = true };
        var nation = new Command("nation", "Import a nation, send directives to every unit, acknowledge them all, kill the process and serve again; report times and memory.")
        {
            units, cells, groups, provinces, openCases, caseSeconds, data, json, worker,
        };
        nation.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            var plan = new NationPlan(parsed.GetValue(units)!, parsed.GetValue(cells), parsed.GetValue(groups), parsed.GetValue(provinces), parsed.GetValue(openCases), parsed.GetValue(caseSeconds), parsed.GetValue(data));
            return Shared.GuardAsync(output, () => parsed.GetValue(worker) is { } phase ? NationWorker.RunAsync(output, plan, phase) : NationBench.RunAsync(output, plan));
        });
        return new Command("bench", "Measure.") { nation, Rest() };
    }

    private static Command Rest()
    {
        var seconds = new Option<int>("--seconds") { Description = "Seconds of reads.", DefaultValueFactory = _ => 16 };
        var json = Shared.Json();
        var rest = new Command("rest", "Read over REST beside a bare endpoint, and write durably; report throughput and latency.") { seconds, json };
        rest.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RestBench.RunAsync(output, Math.Clamp(parsed.GetValue(seconds), 1, 600)));
        });
        return rest;
    }
}
