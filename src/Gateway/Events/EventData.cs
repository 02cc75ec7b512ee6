using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>What the feed says of the things that several kinds of event are about.</summary>
internal static class EventData
{
    public static EventFacts Unit(UnitOpened opened, UnitId unit, LevelScheme scheme)
    {
        var (definition, kind) = (opened.Definition, scheme.Kinds[opened.Definition.Kind.Index]);
        return new EventFacts(
            unit.ToString(), ("unit", unit.ToString()), ("parent", Id(opened.Place.Parent)), ("level", kind.Level), ("kind", kind.Code),
            ("opened", definition.Opened), ("code", definition.Code), ("synthetic", definition.Synthetic), ("predecessors", Ids(definition.Predecessors)));
    }

    public static EventFacts Directive(DirectiveId directive) => new(directive.ToString(), ("directive", directive.ToString()));

    public static EventFacts Directive(DirectiveSpec spec, LevelScheme scheme) => new(
        spec.Id.ToString(), ("directive", spec.Id.ToString()), ("revision", spec.Revision),
        ("targetLevels", scheme.Levels.Where((_, index) => spec.TargetLevels.Contains(new Level((byte)index))).Select(level => level.Code).ToArray()),
        ("require", Words.Require.Of(spec.Requirement)), ("due", Time(spec.Due)), ("urgency", Words.Urgency.Of(spec.Urgency)),
        ("status", Words.Status.Of(spec.Reality)), ("supersedes", spec.Supersedes.IsValid ? spec.Supersedes.ToString() : null));

    public static EventFacts Case(CaseId id, params (string Name, object? Value)[] more) =>
        new(id.ToString(), [("service_request_id", id.ToString()), .. more]);

    // A step elsewhere may lie outside the subtree of whoever reads this. The case's own path shows it to the same reader.
    public static EventFacts Step(CaseNotice notice) => Case(
        notice.Case, ("opening", notice.Opening), ("act", Words.Act.Of(notice.Step.Act)), ("at", Time(notice.Step.At)), ("unit", notice.Step.Unit.ToString()),
        ("by", Id(notice.Step.By)), ("due", Time(notice.Step.Due)), ("to", Id(notice.Step.To)), ("of", notice.Step.Other.IsValid ? notice.Step.Other.ToString() : null));

    public static EventFacts Team(HolderId team, HolderId[] members) =>
        new(team.ToString(), ("team", team.ToString()), ("members", members.Select(member => member.ToString()).ToArray()));

    public static EventFacts Assignment(Assignment assignment) => new(
        assignment.Id.ToString(), ("assignment", assignment.Id.ToString()), ("holder", assignment.Holder.ToString()), ("role", assignment.Role),
        ("from", assignment.From), ("to", assignment.To), ("units", Ids(assignment.Units.Select(held => held.Unit))));

    public static EventFacts Duty(DutyTerms terms, UnitId unit) => new(
        terms.Assignment.ToString(), ("assignment", terms.Assignment.ToString()), ("unit", unit.ToString()), ("holder", terms.Holder.ToString()),
        ("role", terms.Role), ("from", terms.From), ("to", terms.To));

    public static EventFacts Report(ReportSubmitted report, UnitId unit) => new(
        $"{unit}/{report.Form}/{report.Period}", ("unit", unit.ToString()), ("form", report.Form), ("version", report.Version),
        ("period", report.Period.ToString()), ("revision", report.Revision), ("by", Id(report.By)), ("due", Time(report.Due)));

    public static string[] Ids(IEnumerable<UnitId> units) => [.. units.Select(unit => unit.ToString())];

    public static string? Id(HolderId holder) => holder.IsValid ? holder.ToString() : null;

    public static string? Id(UnitId unit) => unit.IsValid ? unit.ToString() : null;

    public static DateTime? Time(Instant at) => at.IsSet ? ToWire.Time(at) : null;
}
