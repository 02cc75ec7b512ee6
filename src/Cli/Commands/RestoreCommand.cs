using System.CommandLine;
using System.Globalization;
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
        var erasures = new Option<string?>("--erasures") { Description = "The list of erasures of the data folder used last (its file 'erasures'), so that texts erased since the backup stay erased.", HelpName = "FILE" };
        var command = new Command("restore", "Make a data folder from a backup. The target must be new or empty; a list of erasures may lie in it.") { from, data, erasures, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => Task.FromResult(Run(output, parsed.GetValue(from)!, parsed.GetValue(data)!, parsed.GetValue(erasures))));
        });
        return command;
    }

    private static int Run(Output output, string backup, string target, string? erasures)
    {
        var report = BackupRestore.Restore(backup, target, erasures);
        var manifest = report.Manifest;
        output.Result(
            new
            {
                manifest.Format,
                manifest.Version,
                manifest.LastSequence,
                manifest.CreatedAt,
                manifest.Files,
                report.Erasures,
                report.Reapplied,
                report.LaterListGiven,
                note = Note(report),
            },
            console =>
            {
                console.WriteLine($"Restored to {target}: journal records 1 to {manifest.LastSequence:N0}, as backed up at {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC.");
                console.WriteLine(Note(report));
            });
        return ExitCodes.Ok;
    }

    private static string Note(RestoreReport report) => report.LaterListGiven
        ? $"{report.Erasures:N0} texts are listed as erased; {report.Reapplied:N0} of these erasures are later than the backup and were applied again."
        : string.Create(CultureInfo.InvariantCulture, $"No list of erasures later than the backup was given: texts erased after {report.Manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC may be back. ")
            + "If the folder used last has a file 'erasures', delete what was restored and restore again with --erasures FILE.";
}
