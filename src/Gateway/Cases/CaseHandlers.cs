using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>Who has to do with a case.</summary>
internal static class CaseHandlers
{
    /// <summary>Units that handle a case or have handled it, its origin first.</summary>
    public static IEnumerable<UnitId> Handlers(this CaseFile file) =>
        file.Steps.Select(step => step.Unit).Append(file.Custodian).Prepend(file.Spec.Id.Origin).Where(unit => unit.IsValid).Distinct();
}
