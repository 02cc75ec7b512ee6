// Home units are independent, so many work at once; what one home is asked keeps the order of
// the file, so that its numbers are the same whenever the same list is imported. A command's
// id follows from the row's key and the version of its record, so a command sent again is the
// same command, and a change back and forth is not.

using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class HolderRun(IHierarchyEngine engine, HolderPlan plan, TimeProvider time, CancellationToken cancellation)
{
    private const string Caller = "import";
    private readonly PatientEngine patient = new(engine, time);
    private readonly Lock gate = new();
    private readonly Dictionary<string, HolderRef> refs = new(plan.Refs, StringComparer.Ordinal);
    private readonly List<RowProblem> refused = [.. plan.RefusedEarlier];
    private readonly List<(HolderRow Row, AssignmentId Id)> made = [];
    private HolderOutcome done = new() { State = ImportState.Completed };
    private string? stop;

    public async Task<HolderOutcome> RunAsync()
    {
        await engine.Audit.AppendAsync(UnitId.Root, ImportAudit.Holders(AuditOutcome.Begun), CancellationToken.None).ConfigureAwait(false);
        var outcome = await WorkAsync().ConfigureAwait(false);
        var ended = outcome.State == ImportState.Completed ? AuditOutcome.Done : AuditOutcome.Refused;
        try
        {
            await engine.Audit.AppendAsync(UnitId.Root, ImportAudit.Holders(ended), CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineUnavailableException)
        {
            // Where storage refuses, the log goes on saying that the import began; the outcome says why it stopped.
        }

        return outcome;
    }

    private async Task<HolderOutcome> WorkAsync()
    {
        foreach (var recovered in plan.Recovered) await NoteAsync(recovered).ConfigureAwait(false);
        HolderTask[][] homes = [.. plan.Tasks.GroupBy(task => task.Home).Select(group => group.ToArray())];
        await Crew.ForEachAsync(homes.Length, ImportLimits.CommandsInFlightMax, i => DoAllAsync(homes[i]), cancellation).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested) stop ??= "The import was stopped on request. Run it again; it goes on where it stopped.";
        var unanswered = 0;
        if (stop is null)
            await Crew.ForEachAsync(made.Count, ImportLimits.QueriesInFlightMax, async i =>
            {
                if (!await IsAnsweredAsync(made[i].Row, made[i].Id).ConfigureAwait(false)) Interlocked.Increment(ref unanswered);
            }, cancellation).ConfigureAwait(false);
        return done with
        {
            State = stop is null ? ImportState.Completed : ImportState.Interrupted,
            Reason = stop,
            Unanswered = unanswered,
            Refused = [.. refused.OrderBy(problem => problem.Line)],
        };
    }

    private async ValueTask DoAllAsync(HolderTask[] tasks)
    {
        foreach (var task in tasks)
        {
            if (cancellation.IsCancellationRequested || Volatile.Read(ref stop) is not null) return;
            await (task switch
            {
                OfficialTask official => DoAsync(official),
                TeamTask team => DoAsync(team),
                AssignTask assign => DoAsync(assign),
                _ => DoAsync((EndTask)task),
            }).ConfigureAwait(false);
        }
    }

    private Task DoAsync(OfficialTask task) => task.Known is { } known
        ? ChangeAsync(task, known, new ChangeOfficial(known.Holder, task.Name, task.Posts, task.LoadLimit))
        : RegisterAsync(task, task.Ref, task.Name, new RegisterOfficial(task.Name, task.Posts, task.LoadLimit), outcome => outcome with { Registered = outcome.Registered + 1 });

    private Task DoAsync(TeamTask task)
    {
        HolderId[] members;
        lock (gate) members = [.. task.Members.Select(member => refs.TryGetValue(member, out var known) ? known.Holder : HolderId.None)];
        return task.Known is { } known ? ChangeAsync(task, known, new ChangeTeam(known.Holder, task.Name, members))
            : RegisterAsync(task, task.Ref, task.Name, new RegisterTeam(task.Name, members), outcome => outcome with { Formed = outcome.Formed + 1 });
    }

    private async Task DoAsync(AssignTask task)
    {
        if (await SubmitAsync(task, HolderColumns.Holder, task.Key, task.Command, [new RecordChange(task.Key, [])]).ConfigureAwait(false) is not { } number) return;
        Count(outcome => outcome with { Assigned = outcome.Assigned + 1 });
        lock (gate) made.Add((task.Row, new AssignmentId(task.Home, number)));
    }

    private async Task DoAsync(EndTask task)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{task.Key}/end/{task.Command.On:yyyy-MM-dd}");
        if (await SubmitAsync(task, HolderColumns.To, key, task.Command, []).ConfigureAwait(false) is not null) Count(outcome => outcome with { Ended = outcome.Ended + 1 });
    }

    private async Task RegisterAsync(HolderTask task, string reference, string name, Command command, Func<HolderOutcome, HolderOutcome> count)
    {
        var pending = new HolderRef(reference, new HolderId(task.Home, 0), name, 0);
        if (await SubmitAsync(task, HolderColumns.Ref, $"{HolderRef.KeyOf(reference)}/new", command, [pending.ToChange()]).ConfigureAwait(false) is not { } number) return;
        var known = pending with { Holder = new HolderId(task.Home, number), Name = null };
        lock (gate) refs[reference] = known;
        Count(count);
        await NoteAsync(known).ConfigureAwait(false);
    }

    private async Task ChangeAsync(HolderTask task, HolderRef known, Command command)
    {
        // The record is written again with the change: its version makes the next change another command.
        var key = string.Create(CultureInfo.InvariantCulture, $"{HolderRef.KeyOf(known.Ref)}/{known.Version}");
        if (await SubmitAsync(task, HolderColumns.Ref, key, command, [known.ToChange()]).ConfigureAwait(false) is not null) Count(outcome => outcome with { Changed = outcome.Changed + 1 });
    }

    private async Task NoteAsync(HolderRef known) =>
        await engine.Records.PutAsync(HolderRef.KeyOf(known.Ref), known.ToBytes(), CancellationToken.None).ConfigureAwait(false);

    /// <summary>The answer's number; null when it was refused or the run is stopping.</summary>
    private async Task<int?> SubmitAsync(HolderTask task, HolderColumn column, string key, Command command, RecordChange[] records)
    {
        try
        {
            // The commit that accepts a key writes the row's record anew, which makes the next key another; no body is left to tell apart.
            var id = CommandIds.Create(Caller, task.Home, key, Encoding.UTF8.GetBytes(command.GetType().Name));
            var answer = await patient.SubmitAsync(id, task.Home, command, records, cancellation).ConfigureAwait(false);
            if (answer.Refusal is not { } refusal) return answer.Number;
            if (refusal.Code is RefusalCode.Overloaded or RefusalCode.StorageUnavailable or RefusalCode.Stopping)
                Volatile.Write(ref stop, $"Line {task.Row.Line} was not taken: {refusal} Run the list again; it goes on where it stopped.");
            else
                lock (gate) refused.Add(task.Row.Problem(column, $"{refusal.Field}: {refusal.Rule}", refusal.NextStep));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The outcome tells that it was stopped on request.
        }

        return null;
    }

    /// <summary>Waits until all units of an assignment have accepted or refused, and gathers the refusals; false when that takes too long.</summary>
    private async Task<bool> IsAnsweredAsync(HolderRow row, AssignmentId id)
    {
        var patience = new Patience(time, ImportLimits.AcceptanceWaitMs);
        while (true)
        {
            var assignment = await patient.QueryAsync(new GetAssignment(id), cancellation).ConfigureAwait(false);
            if (assignment is not null && assignment.Units.All(held => held.State != HeldState.Travelling))
            {
                lock (gate) refused.AddRange(MadeAssignment.Refusals(row, assignment));
                return true;
            }

            if (!await patience.WaitAsync(cancellation).ConfigureAwait(false)) return false;
        }
    }

    private void Count(Func<HolderOutcome, HolderOutcome> count)
    {
        lock (gate) done = count(done);
    }
}
