using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Takes lists of cases from unit state; shared by all engines.</summary>
public static class CaseViews
{
    /// <summary>Files of the cases raised at a unit, newest first.</summary>
    public static IReadOnlyList<CaseFile> List(UnitState unit, ListCaseFiles query)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(query);
        return [.. unit.CaseFiles.Reverse().Where(file => query.Before == 0 || file.Spec.Id.Number < query.Before).Take(query.Take)];
    }

    /// <summary>One list of those in unit state and those that left it, newest first. A case just leaving may be in both; it is listed once.</summary>
    public static IReadOnlyList<CaseFile> Merge(IReadOnlyList<CaseFile> live, IReadOnlyList<CaseFile> closed, int take) =>
        [.. live.Concat(closed).DistinctBy(file => file.Spec.Id).OrderByDescending(file => file.Spec.Id.Number).Take(take)];
}
