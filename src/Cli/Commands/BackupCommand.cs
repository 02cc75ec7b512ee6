using System.CommandLine;
using HierarchySim.Standalone.Storage;
using Spectre.Console;

namespace HierarchySim.Cli.Commands;

/// <summary><c>backup</c>: a checked copy, also while the folder is served.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var data = Shared.Data();
        var json = Shared.Json();
        var to = new Option<string>("--to") { Description = "A new or empty folder for the backup.", HelpName = "DIR", Required = true };
        var command = new Command("backup", "Copy a data folder, also while it is served. The copy is read back and checked before it is called a backup.") { data, to, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RunAsync(output, parsed.GetValue(data)!, parsed.GetValue(to)!));
        });
        return command;
    }

    private static async Task<int> RunAsync(Output output, string path, string target)
    {
        using var folder = DataFolder.Observe(path);
        var manifest = await output.WithBarAsync("Copying", tell => Task.Run(() =>
        {
            tell("Copying", -1);
            return JournalBackup.Create(folder, target, TimeProvider.System.GetUtcNow());
        })).ConfigureAwait(false);
        output.Result(manifest, console => console.WriteLine($"Backup of journal records 1 to {manifest.LastSequence:N0} in {target}, {manifest.Files.Sum(file => file.LengthBytes) / 1e6:N1} MB."));
        return ExitCodes.Ok;
    }
}
