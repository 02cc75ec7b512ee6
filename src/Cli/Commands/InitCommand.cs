using System.CommandLine;
using HierarchySim.Core;
using HierarchySim.Engine;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace HierarchySim.Cli.Commands;

/// <summary><c>init</c>: a new data set of any level scheme, with its root; everything below is opened over REST or imported.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var data = Shared.Data();
        var scheme = Shared.Scheme();
        var json = Shared.Json();
        var root = new Option<string>("--root") { Description = "Name of the root unit.", HelpName = "NAME", Required = true };
        var command = new Command("init", "Make a data set with a level scheme, and its root. Lists of other schemes' units are opened below it over REST.") { data, scheme, root, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RunAsync(output, parsed.GetValue(data)!, parsed.GetValue(root)!, Shared.ReadScheme(parsed.GetValue(scheme))));
        });
        return command;
    }

    private static async Task<int> RunAsync(Output output, string folder, string name, string? schemeJson)
    {
        using var unused = UnusedFolder.Before(folder);
        await using var engine = await Shared.OpenAsync(output, folder, schemeJson).ConfigureAwait(false);
        if (await engine.QueryAsync(new GetUnit(UnitId.Root)).ConfigureAwait(false) is { } existing)
            return output.Fail(ExitCodes.InputRefused,
                $"--data: the data set in '{folder}' has a root already, '{existing.Name}', and a data set has one. Open units below it over REST (hierarchysim serve --data {folder}), or name another folder with --data.");
        var kind = engine.Scheme.FindKind(engine.Scheme.Kinds.First(candidate => candidate.Level == engine.Scheme.Levels[0].Code).Code)!.Value;
        var today = Instant.From(TimeProvider.System.GetUtcNow()).DateAt(engine.Scheme.Offset);
        var command = new OpenRoot(new UnitDefinition(UnitId.Root, kind, name, today, null, false, []));
        var answer = await engine.SubmitAsync(CommandIds.Create("init", UnitId.Root, "root", System.Text.Encoding.UTF8.GetBytes(name)), UnitId.Root, command).ConfigureAwait(false);
        if (answer.Refusal is { } refusal) return output.Fail(ExitCodes.InputRefused, refusal.ToString());
        unused.Keep();
        output.Result(
            new { root = UnitId.Root.ToString(), scheme = engine.Scheme.Code },
            console => console.WriteLine($"'{name}' is unit {UnitId.Root} of scheme '{engine.Scheme.Code}'. Serve it and open units below it:  hierarchysim serve --data {folder}"));
        return ExitCodes.Ok;
    }
}
