using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// From core and engine types to answers: the one place. Units, the scheme, the engine and imports here, directives beside it.
internal static partial class ToWire
{
    public static UnitJson Unit(UnitView view, LevelScheme scheme) => new(
        view.Id.ToString(), view.Parent.IsValid ? view.Parent.ToString() : null, scheme.Levels[view.Level.Index].Code, scheme.Kinds[view.Kind.Index].Code,
        view.Name, view.Opened, view.Closed, view.Synthetic, [.. view.Codes.Select(code => new CodeJson(code.Value, code.ValidFrom, code.ValidTo))],
        Ids(view.Predecessors), Ids(view.Successors), view.ChildCount, view.Directives.Count, view.Version.Incarnation, view.Version.Count, Time(view.AsOf));

    public static RollupJson Rollup(UnitView view, LevelScheme scheme) => new(
        view.Id.ToString(), [.. view.UnitsByLevel.Select((units, index) => new LevelCountJson(scheme.Levels[index].Code, units))],
        view.UnitsByLevel.Sum(units => (long)units),
        [.. view.Directives.Select(item => new DirectiveProgressJson(item.Spec.Id.ToString(), Words.State.Of(StateOf(item.Flags)), Progress(item.Progress)))],
        view.Version.Incarnation, view.Version.Count, Time(view.AsOf));

    public static SchemeJson Scheme(LevelScheme scheme) => new(
        scheme.Code, Offset(scheme.Offset),
        [.. scheme.Levels.Select(level => new LevelJson(level.Code, level.Name, level.NameVi, level.Parents, level.MayHold, level.CodeDigits))],
        [.. scheme.Kinds.Select(kind => new KindJson(kind.Code, kind.Level, kind.Name, kind.NameVi, kind.HasTerritory))]);

    public static StatusJson Status(EngineStatus status) => new(
        status.Engine, Words.Condition.Of(status.Condition), status.Reason, status.Units, status.Waiting, TimeOrNull(status.ReadModelsAsOf));

    public static ImportJson Import(ImportStatusRecord import) => new(
        import.Id, import.File, Time(import.StartedAt), TimeOrNull(import.FinishedAt), ImportStatusRecord.WordOf(import.State), import.UnitsPlanned,
        import.UnitsDone, import.Renamed, import.Refused, import.Synthetic);

    public static DateTime Time(Instant at) => at.ToDateTimeOffset().UtcDateTime;

    public static DateTime? TimeOrNull(Instant at) => at.IsSet ? Time(at) : null;

    private static string[] Ids(IReadOnlyList<UnitId> ids) => [.. ids.Select(id => id.ToString())];

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
