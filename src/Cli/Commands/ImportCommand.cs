using System.CommandLine;
using System.Globalization;
using HierarchySim.Import;
using Spectre.Console;

namespace HierarchySim.Cli.Commands;

/// <summary><c>import units</c>: an official list into a data folder.</summary>
internal static class ImportCommand
{
    private const int ProblemsShown = 50;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV or Excel in the statistics office's download format." };
        var data = Shared.Data();
        var scheme = Shared.Scheme();
        var json = Shared.Json();
        var cells = new Option<int>("--cells") { Description = "Make up this many cells below the communes, marked synthetic.", HelpName = "TOTAL" };
        var groups = new Option<int>("--groups") { Description = "Make up this many household groups below the cells, marked synthetic.", HelpName = "TOTAL" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of what is made up.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Import the good rows and write the refused ones to FILE.refused.csv." };
        var opened = new Option<DateOnly?>("--opened")
        {
            Description = "First day of the units and codes imported. Default: today.",
            HelpName = "yyyy-MM-dd",
            CustomParser = result =>
            {
                // One form only: 1/7/2025 is a day in January to one reader and in July to another.
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
                result.AddError($"--opened: '{result.Tokens[0].Value}' is no day. Write it as yyyy-MM-dd, such as 2025-07-01.");
                return null;
            },
        };
        var units = new Command("units", "Import a list of units. Nothing is imported unless every row is valid; importing again adds and renames.")
        {
            file, data, cells, groups, seed, skipBad, opened, scheme, json,
        };
        units.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RunAsync(output, parsed.GetValue(file)!, parsed.GetValue(data)!, new Wanted(
                parsed.GetValue(cells), parsed.GetValue(groups), parsed.GetValue(seed), parsed.GetValue(skipBad) ? BadRows.Skip : BadRows.RefuseList,
                parsed.GetValue(opened), Shared.ReadScheme(parsed.GetValue(scheme)))));
        });
        return new Command("import", "Bring data in.") { units, ImportHoldersCommand.CreateOfficials(), ImportHoldersCommand.CreateAssignments() };
    }

    private sealed record Wanted(int Cells, int Groups, ulong Seed, BadRows BadRows, DateOnly? Opened, string? SchemeJson);

    private static async Task<int> RunAsync(Output output, FileInfo file, string folder, Wanted wanted)
    {
        using var interrupt = new Interrupt();
        var reading = UnitListReader.ReadFile(file.FullName, wanted.BadRows);
        if (reading.Refusal is { } refused) return output.Fail(ExitCodes.InputRefused, $"FILE: '{file.Name}': {refused.Reason}");
        if (reading.List is null) return FailRows(output, file, reading);

        using var unused = UnusedFolder.Before(folder);
        await using var engine = await Shared.OpenAsync(output, folder, wanted.SchemeJson).ConfigureAwait(false);
        var request = new ImportRequest(file.Name, reading)
        {
            BadRows = wanted.BadRows,
            Cells = wanted.Cells,
            Groups = wanted.Groups,
            Seed = wanted.Seed,
            Opened = wanted.Opened,
        };
        var import = await Importer.PrepareAsync(engine, request, TimeProvider.System, interrupt.Token).ConfigureAwait(false);
        if (import.Plan.Refusal is { } reason) return output.Fail(ExitCodes.InputRefused, $"{file.Name}: {reason} Nothing was imported.");
        if (!import.Plan.CanRun) return FailChanges(output, file, import.Plan);
        var refusedFile = WriteRefused(file, reading.RefusedRows);

        unused.Keep();
        var outcome = await output.WithBarAsync("Importing", tell => ImportRunner.RunAsync(
            engine, import, TimeProvider.System, new Told(tell), interrupt.Token)).ConfigureAwait(false);
        await engine.CatchUpAsync(interrupt.Token).ConfigureAwait(false);
        if (outcome.IsCompleted && outcome.UnitsOpened > 0) await engine.SnapshotAsync().ConfigureAwait(false);
        return Say(output, file, folder, import, reading, outcome, refusedFile, interrupt.Token.IsCancellationRequested);
    }

    private static int Say(Output output, FileInfo file, string folder, PreparedImport import, UnitListReading reading, ImportOutcome outcome, string? refusedFile, bool stopped)
    {
        var plan = import.Plan;
        output.Result(
            new
            {
                id = import.Id,
                file = file.Name,
                state = outcome.Status.State.ToString().ToLowerInvariant(),
                opened = outcome.UnitsOpened,
                kept = plan.UnitsKept,
                renamed = outcome.Status.Renamed,
                renames = plan.Renames,
                opened_on = import.Opened,
                synthetic = outcome.Status.Synthetic,
                refused_rows = reading.RefusedRows.Rows.Count,
                refused_changes = plan.Refused,
                refused_file = refusedFile,
                notices = reading.Notices,
                resumed = import.Resumes,
                reason = outcome.Reason,
            },
            console =>
            {
                foreach (var notice in reading.Notices) console.WriteLine($"{notice.Column}: {notice.Change} ({notice.Count} times, first in line {notice.FirstLine})");
                foreach (var change in plan.Refused.Take(ProblemsShown)) console.WriteLine($"Left out: {change}");
                if (refusedFile is not null) console.WriteLine($"{reading.RefusedRows.Rows.Count} rows were refused and written to {refusedFile}");
                foreach (var rename in plan.Renames.Take(ProblemsShown)) console.WriteLine($"Line {rename.Line}: {rename.OldName} is now {rename.NewName}");
                console.WriteLine($"Units opened: {outcome.UnitsOpened:N0}, as of {import.Opened:yyyy-MM-dd}. Already there: {plan.UnitsKept:N0}. Renamed: {outcome.Status.Renamed:N0}.");
                if (outcome.IsCompleted) console.WriteLine($"Serve them:  hierarchysim serve --data {folder}");
                if (import.Resumes) console.WriteLine("This went on with an earlier import that had stopped before its end.");
                if (outcome.Reason is { } reason) console.WriteLine(reason);
            });
        return outcome.Status.State switch
        {
            Engine.ImportState.Completed => ExitCodes.Ok,
            Engine.ImportState.Interrupted => stopped ? ExitCodes.Interrupted : ExitCodes.StorageFailed,
            _ => ExitCodes.PartWay,
        };
    }

    private static int FailRows(Output output, FileInfo file, UnitListReading reading)
    {
        output.Result(new { file = file.Name, state = "refused", problems = reading.Problems, exit_code = ExitCodes.InputRefused }, console => WriteTable(console, reading.Problems));
        Output.Note($"{file.Name}: {reading.Problems.Count} problems; nothing was imported. Correct the rows, or import the others with --skip-bad.");
        return ExitCodes.InputRefused;
    }

    /// <summary>The first problems as a table.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<RowProblem> problems)
    {
        var table = new Table().AddColumns("line", "column", "value", "rule");
        foreach (var problem in problems.Take(ProblemsShown))
            table.AddRow(new Text($"{problem.Line}"), new Text(problem.Column), new Text(problem.Value), new Text(problem.Rule));
        console.Write(table);
        if (problems.Count > ProblemsShown) console.WriteLine($"and {problems.Count - ProblemsShown} more; --json lists all.");
    }

    private static int FailChanges(Output output, FileInfo file, ImportPlan plan)
    {
        output.Result(new { file = file.Name, state = "refused", refused_changes = plan.Refused, exit_code = ExitCodes.InputRefused }, console =>
        {
            foreach (var change in plan.Refused.Take(ProblemsShown)) console.WriteLine($"{change}");
        });
        Output.Note($"{file.Name}: {plan.RefusedCount} changes are refused; nothing was imported. Correct the list, or import the rest with --skip-bad.");
        return ExitCodes.InputRefused;
    }

    /// <summary>Writes the refused rows beside the list; null when there are none.</summary>
    /// <exception cref="InputRefusedException">They cannot be written.</exception>
    public static string? WriteRefused(FileInfo file, RefusedRows refused)
    {
        if (refused.Rows.Count == 0) return null;
        var path = file.FullName + ".refused.csv";
        try
        {
            RefusedRowsFile.Write(path, refused);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"The refused rows cannot be written to '{path}': {e.Message.TrimEnd('.')}. Nothing was imported; put the list in a folder that can be written.");
        }
        return path;
    }

    private sealed class Told(Action<string, double> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            tell($"Importing: {value.UnitsDone:N0} of {value.UnitsPlanned:N0} units", value.UnitsPlanned == 0 ? 0 : (double)value.UnitsDone / value.UnitsPlanned);
    }
}
