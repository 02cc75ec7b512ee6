// How far a directive should have come by now. Time counts in units of the time given, so
// the same curve serves four hours and twenty-four. Many answer early, the rest trickle in;
// some only after the due time, and a few never.

using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>The pace of a demo's answers, in thousandths of the targets.</summary>
internal static class DemoPace
{
    private static readonly (int Time, int Acknowledged, int Completed)[] Curve =
    [
        (0, 0, 0), (50, 120, 0), (250, 450, 120), (500, 680, 330), (1_000, 860, 640), (1_500, 930, 780), (3_000, 975, 900),
    ];

    /// <summary>How many of the targets should have acknowledged and completed.</summary>
    public static (int Acknowledged, int Completed) Expected(DirectiveSpec spec, int targets, Instant now)
    {
        var givenMs = Math.Max(1, spec.Due.Milliseconds - spec.IssuedAt.Milliseconds);
        var time = Math.Clamp((now.Milliseconds - spec.IssuedAt.Milliseconds) * 1_000 / givenMs, 0, Curve[^1].Time);
        var next = Math.Max(1, Array.FindIndex(Curve, point => point.Time >= time));
        var (from, to) = (Curve[next - 1], Curve[next]);
        int At(int low, int high) => (int)(targets * (low + ((high - low) * (time - from.Time) / (to.Time - from.Time))) / 1_000);
        var completed = spec.Requirement == Requirement.Complete ? At(from.Completed, to.Completed) : 0;
        return (At(from.Acknowledged, to.Acknowledged), completed);
    }
}
