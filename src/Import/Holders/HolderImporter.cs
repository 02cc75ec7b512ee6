// As with units, the two halves are apart: Prepare judges every row and changes nothing, Run
// does what was planned. Nothing but the data set itself is needed to go on after a crash:
// what was done is found by its records when the list is judged again.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>Imports lists of officials and teams, and of assignments, into an engine.</summary>
public static class HolderImporter
{
    /// <summary>Judges every row against the data set as it is. Changes nothing in the engine.</summary>
    /// <exception cref="ArgumentException">The file was refused; <see cref="HolderList.Refusal"/> says why.</exception>
    /// <exception cref="EngineUnavailableException">The engine does not answer and waiting did not help.</exception>
    public static async Task<HolderPlan> PrepareAsync(
        IHierarchyEngine engine, HolderList list, BadRows badRows, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(time);
        if (list.Refusal is not null) throw new ArgumentException("The file was refused; there is no list to import.", nameof(list));
        var patient = new PatientEngine(engine, time);
        var today = Instant.From(time.GetUtcNow()).DateAt(engine.Scheme.Offset);
        var places = new UnitPlaces(patient);
        var references = new UnitReferences(places, engine.Scheme, today);
        var refs = await HolderRef.LoadAsync(engine.Records, cancellation).ConfigureAwait(false);
        return list.Kind == HolderListKind.Officials
            ? await new OfficialPlanner(patient, references, refs, engine.Catalog).PlanAsync(list, badRows, cancellation).ConfigureAwait(false)
            : await new AssignmentPlanner(engine, patient, places, references, refs, today).PlanAsync(list, badRows, cancellation).ConfigureAwait(false);
    }

    /// <summary>Carries a plan out. Cancelling stops it at a clean place; the same list run again goes on.</summary>
    /// <exception cref="ArgumentException">The plan may not be run; see <see cref="HolderPlan.CanRun"/>.</exception>
    /// <exception cref="EngineUnavailableException">The engine does not answer and waiting did not help.</exception>
    public static Task<HolderOutcome> RunAsync(IHierarchyEngine engine, HolderPlan plan, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        if (!plan.CanRun) throw new ArgumentException("The list has bad rows that were not to be skipped.", nameof(plan));
        return new HolderRun(engine, plan, time, cancellation).RunAsync();
    }
}
