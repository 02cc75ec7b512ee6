using System.CommandLine;
using HierarchySim.Standalone;
using HierarchySim.Standalone.Storage;
using Spectre.Console;

namespace HierarchySim.Cli.Commands;

/// <summary><c>rebuild</c>: lists and searches anew from the journal.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var data = Shared.Data();
        var json = Shared.Json();
        var command = new Command("rebuild", "Build the read models (lists, searches) again from the journal.") { data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RunAsync(output, parsed.GetValue(data)!));
        });
        return command;
    }

    private static async Task<int> RunAsync(Output output, string path)
    {
        using (var folder = DataFolder.OpenExisting(path)) StandaloneEngine.DropReadModels(folder);
        await using var engine = await Shared.OpenAsync(output, path).ConfigureAwait(false);
        await engine.CatchUpAsync().ConfigureAwait(false);
        output.Result(new { as_of = engine.Status.ReadModelsAsOf.ToString() }, console => console.WriteLine($"The read models hold everything committed until {engine.Status.ReadModelsAsOf}."));
        return ExitCodes.Ok;
    }
}
