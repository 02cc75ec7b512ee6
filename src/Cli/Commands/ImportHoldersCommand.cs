using System.CommandLine;
using HierarchySim.Engine;
using HierarchySim.Import;
using Spectre.Console;

namespace HierarchySim.Cli.Commands;

/// <summary><c>import officials</c> and <c>import assignments</c>: lists of duties into a data folder that has its units.</summary>
internal static class ImportHoldersCommand
{
    private const int ProblemsShown = 50;

    public static Command CreateOfficials() => Create(
        "officials", HolderListKind.Officials, "Import a list of officials and teams. Nothing is imported unless every row is valid; importing again changes what differs.");

    public static Command CreateAssignments() => Create(
        "assignments", HolderListKind.Assignments, "Import a list of who holds which units, after the officials. Units that refuse are told row by row.");

    private static Command Create(string name, HolderListKind kind, string description)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV in UTF-8 or Excel; docs/import-holders.md explains the columns." };
        var data = Shared.Data();
        var json = Shared.Json();
        var skipBad = new Option<bool>("--skip-bad") { Description = "Import the good rows and write the refused ones to FILE.refused.csv." };
        var command = new Command(name, description) { file, data, skipBad, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RunAsync(
                output, kind, parsed.GetValue(file)!, parsed.GetValue(data)!, parsed.GetValue(skipBad) ? BadRows.Skip : BadRows.RefuseList));
        });
        return command;
    }

    private static async Task<int> RunAsync(Output output, HolderListKind kind, FileInfo file, string folder, BadRows badRows)
    {
        using var interrupt = new Interrupt();
        var list = HolderList.ReadFile(file.FullName, kind);
        if (list.Refusal is { } refusal) return output.Fail(ExitCodes.InputRefused, $"FILE: '{file.Name}': {refusal.Reason}");
        // A list of duties is about units that are there; it makes no data set.
        Shared.RequireFolder(folder);
        await using var engine = await Shared.OpenAsync(output, folder).ConfigureAwait(false);
        var plan = await HolderImporter.PrepareAsync(engine, list, badRows, TimeProvider.System, interrupt.Token).ConfigureAwait(false);
        if (!plan.CanRun) return FailRows(output, file, plan);
        var refusedFile = ImportCommand.WriteRefused(file, plan.RefusedRows);
        var outcome = await HolderImporter.RunAsync(engine, plan, TimeProvider.System, interrupt.Token).ConfigureAwait(false);
        await engine.CatchUpAsync(interrupt.Token).ConfigureAwait(false);
        Say(output, file, plan, outcome, refusedFile);
        return outcome.State == ImportState.Completed ? outcome.IsWhole ? ExitCodes.Ok : ExitCodes.PartWay
            : interrupt.Token.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.StorageFailed;
    }

    private static void Say(Output output, FileInfo file, HolderPlan plan, HolderOutcome outcome, string? refusedFile) => output.Result(
        new
        {
            file = file.Name,
            state = ImportStatusRecord.WordOf(outcome.State),
            rows = plan.RowCount,
            kept = plan.Kept,
            registered = outcome.Registered,
            formed = outcome.Formed,
            changed = outcome.Changed,
            assigned = outcome.Assigned,
            ended = outcome.Ended,
            refused_rows = plan.RefusedRows.Rows.Count,
            problems = plan.Problems,
            refused_file = refusedFile,
            refused_on_the_way = outcome.Refused,
            unanswered = outcome.Unanswered,
            reason = outcome.Reason,
        },
        console =>
        {
            foreach (var problem in plan.Problems.Take(ProblemsShown)) console.WriteLine($"Left out: {problem}");
            if (refusedFile is not null) console.WriteLine($"{plan.RefusedRows.Rows.Count} rows were refused and written to {refusedFile}");
            console.WriteLine(plan.Kind == HolderListKind.Officials
                ? $"Officials registered: {outcome.Registered:N0}. Teams formed: {outcome.Formed:N0}. Changed: {outcome.Changed:N0}. Already so: {plan.Kept:N0}."
                : $"Assignments made: {outcome.Assigned:N0}. Ended: {outcome.Ended:N0}. Already so: {plan.Kept:N0}.");
            foreach (var problem in outcome.Refused.Take(ProblemsShown)) console.WriteLine($"Refused: {problem}");
            if (outcome.Unanswered > 0) console.WriteLine($"{outcome.Unanswered:N0} assignments are still on their way to their units. Import the list again to see what became of them.");
            if (outcome.Reason is { } reason) console.WriteLine(reason);
        });

    private static int FailRows(Output output, FileInfo file, HolderPlan plan)
    {
        output.Result(new { file = file.Name, state = "refused", problems = plan.Problems, exit_code = ExitCodes.InputRefused }, console => ImportCommand.WriteTable(console, plan.Problems));
        Output.Note($"{file.Name}: {plan.Problems.Count} problems; nothing was imported. Correct the rows, or import the others with --skip-bad.");
        return ExitCodes.InputRefused;
    }
}
