using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Directives.
internal static partial class ToWire
{
    public static DirectiveJson Directive(DirectiveView view, LevelScheme scheme)
    {
        var (issued, spec, standing) = (view.Directive, view.Directive.Spec, view.Standing);
        return new DirectiveJson(
            spec.Id.ToString(), spec.Id.Issuer.ToString(), spec.Revision, issued.Text.Title, issued.Text.Body, Words.State.Of(issued.State),
            Levels(spec.TargetLevels, scheme), Words.Require.Of(spec.Requirement), TimeOrNull(spec.Due), Words.Urgency.Of(spec.Urgency),
            Words.Status.Of(spec.Reality), spec.Supersedes.IsValid ? spec.Supersedes.ToString() : null, Time(spec.IssuedAt), TimeOrNull(issued.EndedAt),
            TimeOrNull(issued.FulfilledAt), Progress(standing.Progress), Paths.Progress(spec.Id), standing.Version.Incarnation, standing.Version.Count,
            Time(standing.AsOf));
    }

    public static StandingJson Standing(UnitId unit, DirectiveStanding standing, LevelScheme scheme)
    {
        var (spec, flags) = (standing.Spec, standing.Flags);
        return new StandingJson(
            unit.ToString(), spec.Id.ToString(), spec.Revision, Words.State.Of(StateOf(flags)), Levels(spec.TargetLevels, scheme),
            Words.Require.Of(spec.Requirement), TimeOrNull(spec.Due), Words.Urgency.Of(spec.Urgency), Words.Status.Of(spec.Reality), Time(spec.IssuedAt),
            flags.HasFlag(ReceiptFlags.Target), TimeOrNull(standing.AcknowledgedAt), flags.HasFlag(ReceiptFlags.AcknowledgedLate),
            TimeOrNull(standing.CompletedAt), flags.HasFlag(ReceiptFlags.CompletedLate), standing.IsOverdue, Progress(standing.Progress),
            Paths.Directive(spec.Id), standing.Version.Incarnation, standing.Version.Count, Time(standing.AsOf));
    }

    public static SubtreeProgressJson SubtreeProgress(UnitId unit, DirectiveStanding standing) => new(
        standing.Spec.Id.ToString(), unit.ToString(), Progress(standing.Progress), standing.Version.Incarnation, standing.Version.Count, Time(standing.AsOf));

    public static ChildProgressJson ChildProgress(ChildProgressView child) => new(child.Child.ToString(), child.Name, Progress(child.Progress));

    public static ProgressJson Progress(Progress progress) => new(
        progress.Targets, progress.Delivered, progress.Acknowledged, progress.AcknowledgedLate, progress.Completed, progress.CompletedLate,
        progress.Counting);

    public static DirectiveState StateOf(ReceiptFlags flags) =>
        flags.HasFlag(ReceiptFlags.Cancelled) ? DirectiveState.Cancelled
        : flags.HasFlag(ReceiptFlags.Superseded) ? DirectiveState.Superseded
        : DirectiveState.Active;

    private static string[] Levels(LevelSet levels, LevelScheme scheme) =>
        [.. scheme.Levels.Where((_, index) => levels.Contains(new Level((byte)index))).Select(level => level.Code)];
}
