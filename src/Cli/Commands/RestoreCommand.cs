using System.CommandLine;
using HierarchySim.Standalone.Storage;
using Spectre.Console;

namespace HierarchySim.Cli.Commands;

/// <summary><c>restore</c>: a data folder from a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The backup's folder.", HelpName = "DIR", Required = true };
        var data = Shared.Data();
        var json = Shared.Json();
        var command = new Command("restore", "Make a data folder from a backup. The target must be new or empty.") { from, data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => Task.FromResult(Run(output, parsed.GetValue(from)!, parsed.GetValue(data)!)));
        });
        return command;
    }

    private static int Run(Output output, string backup, string target)
    {
        var manifest = BackupRestore.Restore(backup, target);
        output.Result(manifest, console => console.WriteLine($"Restored to {target}: journal records 1 to {manifest.LastSequence:N0}, as backed up at {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC."));
        return ExitCodes.Ok;
    }
}
