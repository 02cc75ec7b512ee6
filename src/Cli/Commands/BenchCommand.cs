using System.CommandLine;
using HierarchySim.Cli.Bench;

namespace HierarchySim.Cli.Commands;

/// <summary><c>bench</c>: the targets of a nationwide deployment, of its live hub and of REST, measured on this machine.</summary>
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
        return new Command("bench", "Measure.") { nation, CreateLive(), CreateRest() };
    }

    private static Command CreateRest()
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

    private static Command CreateLive()
    {
        var units = new Option<FileInfo?>("--units") { Description = "The official list, CSV, for the nation. Default: the demo tree.", HelpName = "FILE" };
        var cells = new Option<int>("--cells") { Description = "Cells to make up below the list.", DefaultValueFactory = _ => 100_000 };
        var groups = new Option<int>("--groups") { Description = "Household groups to make up below the list.", DefaultValueFactory = _ => 1_020_000 };
        var watchers = new Option<int>("--watchers") { Description = "Clients that watch while directives run.", DefaultValueFactory = _ => 1_000 };
        var sleepers = new Option<int>("--sleepers") { Description = "How many of them stop reading for a second run.", DefaultValueFactory = _ => 100 };
        var idle = new Option<int>("--idle") { Description = "Watchers in all at the end, while nothing happens, for their memory." };
        var seconds = new Option<int>("--seconds") { Description = "Seconds of one run.", DefaultValueFactory = _ => 15 };
        var data = new Option<string?>("--data") { Hidden = true };
        var json = Shared.Json();
        var worker = new Option<bool>("--worker") { Hidden = true };
        AtLeast(watchers, 3);
        AtLeast(sleepers, 0);
        AtLeast(idle, 0);
        AtLeast(seconds, 3);
        var live = new Command("live", "Watch the live hub with many clients while directives to every unit run and acknowledgements come; report latency and memory.")
        {
            units, cells, groups, watchers, sleepers, idle, seconds, data, json, worker,
        };
        live.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            var count = parsed.GetValue(watchers);
            var plan = new LivePlan(
                parsed.GetValue(units), parsed.GetValue(cells), parsed.GetValue(groups), count, Math.Min(parsed.GetValue(sleepers), count / 2), parsed.GetValue(idle), parsed.GetValue(seconds));
            return Shared.GuardAsync(output, () => parsed.GetValue(worker) ? LiveServer.RunAsync(output, plan, parsed.GetValue(data)!) : LiveBench.RunAsync(output, plan));
        });
        return live;
    }

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var given] && int.TryParse(given.Value, out var number) && number < least) result.AddError($"{option.Name}: at least {least} is needed. Give a greater number.");
    });
}
