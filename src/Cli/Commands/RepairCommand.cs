using System.CommandLine;
using HierarchySim.Standalone;
using HierarchySim.Standalone.Storage;
using Spectre.Console;

namespace HierarchySim.Cli.Commands;

/// <summary><c>repair</c>: gives up what is damaged, keeping it aside, when an operator decides so.</summary>
internal static class RepairCommand
{
    public static Command Create()
    {
        var data = Shared.Data();
        var json = Shared.Json();
        var accept = new Option<bool>("--accept-loss") { Description = "Cut the journal back to its last whole record. What is cut is kept in files beside it." };
        var command = new Command("repair", "Make a damaged data folder usable again. Restoring a backup is better when there is a recent one.") { data, accept, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => Task.FromResult(Run(output, parsed.GetValue(data)!, parsed.GetValue(accept))));
        });
        return command;
    }

    private static int Run(Output output, string path, bool acceptLoss)
    {
        if (!acceptLoss) return output.Fail(ExitCodes.Usage, "A repair gives up damaged records. Run 'hierarchysim verify' to see which, restore a backup if there is one, or repeat with --accept-loss.");
        using var folder = DataFolder.OpenExisting(path);
        var report = JournalRepair.AcceptLoss(folder, TimeProvider.System.GetUtcNow());
        StandaloneEngine.DropReadModels(folder);
        output.Result(report, console => console.WriteLine($"{report} The read models are built again at the next start."));
        return ExitCodes.Ok;
    }
}
