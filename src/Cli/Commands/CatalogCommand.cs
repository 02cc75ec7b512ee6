using System.CommandLine;
using HierarchySim.Core;
using HierarchySim.Engine;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace HierarchySim.Cli.Commands;

/// <summary><c>catalog</c>: looks at, checks and sets the reference data that cases, reports and assignments are decided with.</summary>
internal static class CatalogCommand
{
    public static Command Create() => new("catalog", "Reference data: case categories, report forms, roles, posts, working days.") { CreateShow(), CreateCheck(), CreateSet() };

    private static Command CreateShow()
    {
        var (data, json) = (Shared.Data(), Shared.Json());
        var text = new Option<bool>("--text") { Description = "Write the file itself, as it was set, to edit and set again." };
        var command = new Command("show", "Show the catalogue of a data folder.") { data, text, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => ShowAsync(output, parsed.GetValue(data)!, parsed.GetValue(text)));
        });
        return command;
    }

    private static Command CreateCheck()
    {
        var (file, json, scheme) = (File(), Shared.Json(), Shared.Scheme());
        scheme.Description = "Check it for one level scheme. Default: for each that ships.";
        var command = new Command("check", "Check a catalogue's file and say everything that is wrong with it. Changes nothing.") { file, scheme, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => Task.FromResult(Check(output, parsed.GetValue(file)!, Shared.ReadScheme(parsed.GetValue(scheme)))));
        });
        return command;
    }

    private static Command CreateSet()
    {
        var (file, data, json) = (File(), Shared.Data(), Shared.Json());
        var command = new Command("set", "Put a catalogue in use. What was decided before stays as it was.") { file, data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => SetAsync(output, parsed.GetValue(file)!, parsed.GetValue(data)!));
        });
        return command;
    }

    private static Argument<FileInfo> File() => new("FILE") { Description = "The catalogue: JSON, as docs/catalog.md explains." };

    private static async Task<int> ShowAsync(Output output, string folder, bool text)
    {
        Shared.RequireFolder(folder);
        await using var engine = await Shared.OpenAsync(output, folder).ConfigureAwait(false);
        if (text) Console.Out.WriteLine(engine.CatalogJson.TrimEnd());
        else CatalogPage.Say(output, engine.Catalog, engine.Scheme);
        return ExitCodes.Ok;
    }

    private static int Check(Output output, FileInfo file, string? schemeJson)
    {
        var text = Shared.ReadCatalog(file);
        List<LevelScheme> schemes = schemeJson is null ? [.. LevelSchemes.Shipped.Select(LevelSchemes.Get)] : [LevelSchemes.TryParse(schemeJson, out _)!];
        var problems = new List<string>();
        foreach (var scheme in schemes)
        {
            Catalogs.TryParse(text, scheme, out var found);
            problems.AddRange(found.Except(problems));
        }
        output.Result(
            new { file = file.Name, schemes = schemes.Select(scheme => scheme.Code), problems },
            console =>
            {
                foreach (var problem in problems) console.WriteLine(problem);
                console.WriteLine(problems.Count == 0
                    ? $"{file.Name} is a lawful catalogue for {string.Join(" and ", schemes.Select(scheme => scheme.Code))}. Put it in use:  hierarchysim catalog set {file.Name}"
                    : $"{file.Name} has {(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems")}. Correct it and check it again:  hierarchysim catalog check {file.Name}");
            });
        return problems.Count == 0 ? ExitCodes.Ok : ExitCodes.InputRefused;
    }

    // The same words as over the API, so that one search finds both.
    private static AuditNote Note(AuditOutcome outcome) => new("local", "replaceCatalog", "catalog", outcome);

    private static async Task<int> SetAsync(Output output, FileInfo file, string folder)
    {
        var text = Shared.ReadCatalog(file);
        Shared.RequireFolder(folder);
        await using var engine = await Shared.OpenAsync(output, folder, catalogJson: text).ConfigureAwait(false);
        await engine.Audit.AppendAsync(UnitId.Root, Note(AuditOutcome.Begun)).ConfigureAwait(false);
        var refusal = await engine.SetCatalogAsync(text).ConfigureAwait(false);
        await engine.Audit.AppendAsync(UnitId.Root, Note(refusal is null ? AuditOutcome.Done : AuditOutcome.Refused)).ConfigureAwait(false);
        if (refusal is { Code: RefusalCode.Invalid or RefusalCode.Conflict }) return output.Fail(ExitCodes.InputRefused, $"{file.Name}: {refusal}");
        if (refusal is not null) return output.Fail(ExitCodes.StorageFailed, refusal.ToString());
        CatalogPage.Say(output, engine.Catalog, engine.Scheme);
        return ExitCodes.Ok;
    }
}
