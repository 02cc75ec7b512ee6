using System.Globalization;

namespace HierarchySim.Import.Tests;

/// <summary>A plan as lines: what is opened, renamed, refused, set aside and not covered.</summary>
internal static class PlanText
{
    public static string[] Of(ImportPlan plan)
    {
        var lines = new List<string>();
        if (plan.OpensRoot) lines.Add($"open {plan.List.Root}");
        foreach (var family in plan.Waves.SelectMany(wave => wave))
            lines.AddRange(family.Runs.SelectMany(run => family.Listed.Children.Skip(run.From).Take(run.Count)).Select(unit => $"open {unit}"));
        lines.AddRange(plan.Renames.Select(rename => $"rename {rename.OldName} to {rename.NewName}"));
        lines.AddRange(plan.Refused.Select(change => change.Line == 0
            ? $"{change.Rule} {change.Unit}" : string.Create(CultureInfo.InvariantCulture, $"line {change.Line} {change.Rule} {change.Unit}")));
        if (plan.UnitsSetAside > 0) lines.Add($"set aside: {plan.UnitsSetAside}");
        if (plan.ProvincesNotCovered > 0) lines.Add($"not covered: {plan.ProvincesNotCovered}");
        return [.. lines];
    }
}
