using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>The unit owes a report and has not submitted it. Whether it is missing or still awaited follows from the due time.</summary>
/// <param name="Form">The form's version for the period.</param>
/// <param name="Period">The period.</param>
public sealed record OutstandingReport(ReportForm Form, ReportPeriod Period) : UnitCriterion
{
    /// <inheritdoc/>
    public override bool Matches(UnitState unit, LevelScheme scheme, Instant now) => ReportRules.Matches(unit, Form, Period);

    /// <inheritdoc/>
    public override bool MayBeBelow(SubtreeCounts counts, SubtreeTally tally, LevelScheme scheme, Instant now) =>
        ReportRules.MayContain(counts, tally, Form, Period);
}
