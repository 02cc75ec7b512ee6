// Three desks issue: nation, province and district, the lower the more often. The rhythm is
// kept by the directives themselves (the time of the last one), so a demo that is started
// again goes on in step without remembering anything.
//
// Limits: a directive stays 30 days after its end, and a unit may have 100 of them. A desk
// issues at most one a period, and never has more than KeptMax; with the shortest period,
// twelve hours, that is 60 in 30 days and the few still in force.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>A unit that issues directives in a demo, and its habits. Immutable.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Every">Time from one directive to the next.</param>
/// <param name="DueAfter">Time that its directives give.</param>
internal sealed record DemoDesk(UnitId Unit, TimeSpan Every, TimeSpan DueAfter)
{
    /// <summary>Directives in force at one time; the oldest ends when another is issued.</summary>
    public const int InForceMax = 3;

    /// <summary>Directives held, ended ones included: short of the limit, so that people can issue too.</summary>
    public const int KeptMax = Limits.DirectivesIssuedPerUnitMax * 8 / 10;

    /// <summary>Desks of a scheme's upper levels, by level code.</summary>
    public static DemoDesk? At(string level, UnitId unit) => level switch
    {
        "nation" => new DemoDesk(unit, TimeSpan.FromHours(48), TimeSpan.FromHours(24)),
        "province" => new DemoDesk(unit, TimeSpan.FromHours(24), TimeSpan.FromHours(8)),
        "district" => new DemoDesk(unit, TimeSpan.FromHours(12), TimeSpan.FromHours(4)),
        _ => null,
    };

    /// <summary>The directives that the desk itself issued, oldest first.</summary>
    public DirectiveStanding[] IssuedBy(UnitView view) => [.. view.Directives
        .Where(standing => standing.Spec.Id.Issuer == Unit).OrderBy(standing => standing.Spec.Id.Number)];

    /// <summary>True when the desk issues now.</summary>
    public bool IsTime(DirectiveStanding[] issued, Instant now) =>
        issued.Length == 0 || (issued.Length < KeptMax && issued[^1].Spec.IssuedAt.PlusMs((long)Every.TotalMilliseconds) <= now);
}
