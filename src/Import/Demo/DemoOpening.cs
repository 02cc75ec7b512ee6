// What a demo begins with, beside its tree: people, the reports that should be in by now, and
// cases at every stage. Cases are raised now, because an engine lets nobody date a thing back;
// one is given a day at the root that comes within the minute, so that overdue work is seen.
//
// Each stage is noted when it is through. A stage that was broken off is gone through again:
// people and reports go on where they stopped; cases may then be raised a second time, if the
// engine has forgotten the first, which a demo bears.

using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class DemoOpening(IHierarchyEngine engine, TimeProvider time)
{
    private const string StageKeyPrefix = "dataset/demo-";
    private const int Cases = 30;
    private const int CasesOverdue = 1;
    private readonly DemoHand hand = new(engine);

    /// <summary>Makes whatever is not there yet; nothing on a demo that has it all.</summary>
    /// <returns>Null when all of it is there; otherwise why not, with the next step.</returns>
    public async Task<string?> CreateAsync(CancellationToken cancellation)
    {
        var isWhole = await OnceAsync("people", root => new DemoPeople(engine, hand, Now().DateAt(engine.Scheme.Offset)).CreateAsync(root, cancellation), cancellation).ConfigureAwait(false)
            && await OnceAsync("reports", _ => new DemoReports(engine, hand).StepAsync(Now(), int.MaxValue, cancellation), cancellation).ConfigureAwait(false)
            && await OnceAsync("cases", root => RaiseAsync(root, cancellation), cancellation).ConfigureAwait(false);
        return isWhole ? null : "The demo was not completed: the engine takes no more work now. Start the demo again; it goes on where it stopped.";
    }

    private async Task<bool> OnceAsync(string stage, Func<ExistingUnit, Task> make, CancellationToken cancellation)
    {
        if (await engine.Records.GetAsync(StageKeyPrefix + stage, cancellation).ConfigureAwait(false) is not null) return true;
        // Read to the groups, so that every unit has opened before it is spoken of.
        var tree = await new ExistingTreeReader(engine, time, ListedLevel.HouseholdGroup).ReadAsync(cancellation).ConfigureAwait(false);
        if (tree.Root is not { } root) return true;
        await make(root).ConfigureAwait(false);
        if (hand.WasTurnedAway()) return false;
        await engine.Records.PutAsync(StageKeyPrefix + stage, "{}"u8.ToArray(), cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task RaiseAsync(ExistingUnit root, CancellationToken cancellation)
    {
        ExistingUnit[] groups = [.. LeavesOf(root)];
        CaseCategory[] categories = [.. engine.Catalog.Categories.Where(category => !category.IsRetired)];
        if (groups.Length == 0 || categories.Length == 0) return;
        var desk = new DemoCaseDesk(engine, hand);
        for (var n = 0; n < Cases; n++)
        {
            var origin = groups[(int)((long)n * groups.Length / Cases)].Id;
            var category = categories[n % categories.Length].Terms.Code;
            // The last is a drill.
            var reality = n == Cases - 1 ? Reality.Exercise : Reality.Actual;
            var raised = await hand.WriteAsync(
                origin, string.Create(CultureInfo.InvariantCulture, $"opening/{n}"), DemoCaseTexts.Raised(category, n),
                text => new RaiseCase(category, reality, HolderId.None, text), cancellation).ConfigureAwait(false);
            if (raised && await NewestAsync(origin, cancellation).ConfigureAwait(false) is { } view) await BeginAsync(desk, view, n, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Brings a case to the stage that its number asks for.</summary>
    private async Task BeginAsync(DemoCaseDesk desk, CustodyView view, int number, CancellationToken cancellation)
    {
        if (number < CasesOverdue)
        {
            await desk.ReferAsync(view, Limits.LevelsMax, cancellation).ConfigureAwait(false);
            if (await HeldAsync(view.Case.Spec.Id, UnitId.Root, cancellation).ConfigureAwait(false) is { } top)
                await desk.ScheduleAsync(top, Now().PlusMs(30_000), cancellation).ConfigureAwait(false);
            return;
        }

        switch (number % 6)
        {
            case 1:
                await desk.TakeAsync(view, cancellation).ConfigureAwait(false);
                break;
            case 2 or 5:
                if (!await desk.AnswerAsync(view, cancellation).ConfigureAwait(false) || number % 6 == 5) break;
                if (await AnsweredAsync(view.Case.Spec.Id, cancellation).ConfigureAwait(false) is { } file) await desk.ConfirmAsync(file, cancellation).ConfigureAwait(false);
                break;
            case 3:
                await desk.ReferAsync(view, 1, cancellation).ConfigureAwait(false);
                break;
            case 4:
                await desk.ScheduleAsync(view, Now().PlusMs(45 * 60_000), cancellation).ConfigureAwait(false);
                break;
            default:
                break;
        }
    }

    /// <summary>The case last raised at a unit, once somebody has custody of it.</summary>
    private async Task<CustodyView?> NewestAsync(UnitId origin, CancellationToken cancellation)
    {
        var files = await engine.QueryAsync(new ListCaseFiles(origin, 0, 1), cancellation).ConfigureAwait(false);
        return files is [var newest] ? await HeldAsync(newest.Spec.Id, UnitId.None, cancellation).ConfigureAwait(false) : null;
    }

    /// <summary>A case at whoever has it, or at the unit that is to have it; null when it does not get there soon.</summary>
    private async Task<CustodyView?> HeldAsync(CaseId id, UnitId wanted, CancellationToken cancellation)
    {
        var patience = new Patience(time, ImportLimits.AcceptanceWaitMs);
        while (true)
        {
            var file = await engine.QueryAsync(new GetCase(id), cancellation).ConfigureAwait(false);
            if (file is { IsOpen: false }) return null;
            if (file is { Custodian.IsValid: true } && (wanted == UnitId.None || file.Custodian == wanted)
                && await engine.QueryAsync(new GetHeldCase(file.Custodian, id), cancellation).ConfigureAwait(false) is { } held) return new CustodyView(file.Custodian, held);
            if (!await patience.WaitAsync(cancellation).ConfigureAwait(false)) return null;
        }
    }

    private async Task<CaseFile?> AnsweredAsync(CaseId id, CancellationToken cancellation)
    {
        var patience = new Patience(time, ImportLimits.AcceptanceWaitMs);
        while (true)
        {
            var file = await engine.QueryAsync(new GetCase(id), cancellation).ConfigureAwait(false);
            if (file is { Status: CaseStatus.Answered }) return file;
            if (!await patience.WaitAsync(cancellation).ConfigureAwait(false)) return null;
        }
    }

    private static IEnumerable<ExistingUnit> LeavesOf(ExistingUnit unit) =>
        unit.Children.Count == 0 ? unit.IsOpen ? [unit] : [] : unit.Children.SelectMany(LeavesOf);

    private Instant Now() => Instant.From(time.GetUtcNow());
}
