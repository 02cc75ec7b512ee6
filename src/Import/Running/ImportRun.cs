// The work of one run. Waves go from the top down, and a wave begins when the one above is
// answered, so every parent is at least linked when its children are asked for; where it has
// not opened yet, the command waits with it. Within a wave families are independent and many
// commands are in flight, so that the engine commits them together.
//
// A command's id follows from the import and the ids of the units it opens; the ids follow
// from the plan. So a command sent again, in this run or in the one that takes it up, is the
// same command.

using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>Why a run stopped before its end.</summary>
internal sealed record ImportStop(ImportState State, string Reason);

internal sealed class ImportRun(
    IHierarchyEngine engine, PreparedImport import, ReservedIds ids, ImportTally tally, TimeProvider time, CancellationToken cancellation) : IDisposable
{
    private const string Caller = "import";
    private static readonly UnitId[] NoPredecessors = [];
    private readonly PatientEngine patient = new(engine, time);
    private readonly CancellationTokenSource halt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private ImportStop? stop;

    public void Dispose() => halt.Dispose();

    /// <summary>Does it all; null when it is done, otherwise why not.</summary>
    public async Task<ImportStop?> RunAsync()
    {
        var plan = import.Plan;
        if (plan.OpensRoot) await OpenRootAsync().ConfigureAwait(false);
        foreach (var wave in plan.Waves)
            await ForEachAsync(wave.Count, i => OpenFamilyAsync(wave[i])).ConfigureAwait(false);
        await ForEachAsync(plan.Renames.Count, i => RenameAsync(plan.Renames[i])).ConfigureAwait(false);
        if (stop is null && !tally.IsAllDone(plan)) Interrupt();
        return stop;
    }

    private Task ForEachAsync(int count, Func<int, ValueTask> work) => Crew.ForEachAsync(count, ImportLimits.CommandsInFlightMax, work, halt.Token);

    private async Task OpenRootAsync()
    {
        var root = Define(import.Plan.List.Root, UnitId.Root);
        if (await SubmitAsync(UnitId.Root, "root", new OpenRoot(root), root.Name, root.Name).ConfigureAwait(false))
            await tally.AddOpenedAsync(1, areSynthetic: false).ConfigureAwait(false);
    }

    private async ValueTask OpenFamilyAsync(Family family)
    {
        var parent = family.Parent.IsValid ? family.Parent : IdOf(family.ParentNumber);
        foreach (var run in family.Runs)
        {
            if (halt.IsCancellationRequested) return;
            var children = new UnitDefinition[run.Count];
            for (var i = 0; i < children.Length; i++) children[i] = Define(family.Listed.Children[run.From + i], IdOf(run.FirstNumber + i));
            var first = children[0];
            // The file and its terms stand for the names: hashing a million of them would say no more.
            var body = string.Create(CultureInfo.InvariantCulture, $"{import.Terms.FileHash}|{import.Opened:yyyy-MM-dd}|{first.Id}|{run.Count}");
            if (!await SubmitAsync(parent, $"{import.Id}/{first.Id}", new OpenChildren(children), body, family.Listed.ToString()).ConfigureAwait(false)) return;
            await tally.AddOpenedAsync(run.Count, first.Synthetic).ConfigureAwait(false);
        }
    }

    private async ValueTask RenameAsync(PlannedRename rename)
    {
        if (await SubmitAsync(rename.Unit, $"{import.Id}/rename", new RenameUnit(rename.NewName), rename.NewName, rename.OldName).ConfigureAwait(false))
            await tally.AddRenamedAsync().ConfigureAwait(false);
    }

    /// <summary>True when the command took effect; otherwise the run is stopping.</summary>
    private async ValueTask<bool> SubmitAsync(UnitId unit, string key, Command command, string body, string name)
    {
        var id = CommandIds.Create(Caller, unit, key, Encoding.UTF8.GetBytes(body));
        try
        {
            var answer = await patient.SubmitAsync(id, unit, command, halt.Token).ConfigureAwait(false);
            if (answer.Refusal is not { } refusal) return true;
            Stop(StateAfter(refusal.Code), $"'{name}' was refused: {refusal}");
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            Interrupt();
        }
        catch
        {
            // The other workers stop as well; the fault itself is told by Crew.
            await halt.CancelAsync().ConfigureAwait(false);
            throw;
        }

        return false;
    }

    private void Interrupt() =>
        Stop(ImportState.Interrupted, "The import was stopped on request. Run it again; it goes on where it stopped.");

    // The first reason is the one worth telling; others follow from it.
    private void Stop(ImportState state, string reason)
    {
        Interlocked.CompareExchange(ref stop, new ImportStop(state, reason), null);
        halt.Cancel();
    }

    private static ImportState StateAfter(RefusalCode code) =>
        code is RefusalCode.Overloaded or RefusalCode.StorageUnavailable or RefusalCode.Stopping ? ImportState.Interrupted : ImportState.Failed;

    private UnitId IdOf(int number) => new(ids.First.Value + number);

    private UnitDefinition Define(ListedUnit unit, UnitId id) =>
        new(id, import.Plan.Map!.KindOf(unit), unit.Name, import.Opened, unit.Code, unit.Synthetic, NoPredecessors);
}
