using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>Problems of reads that found nothing.</summary>
internal static class Missing
{
    public static Problem Root { get; } = Problem.Of(
        ProblemTypes.UnitNotFound, "root", "the tree is empty", "Import a list of units with 'hierarchysim import units FILE'");

    public static Problem RootForCaller { get; } = Problem.Of(
        ProblemTypes.UnitNotFound, "root", "your roles do not reach the root of the tree", "GET /api/v1/me says at which units your part of it begins");

    public static Problem Unit(string field = "id") => Problem.Of(
        ProblemTypes.UnitNotFound, field, "no unit has this id", "Find the unit by its code, or list its parent's children");

    public static Problem Directive(string field = "id") => Problem.Of(
        ProblemTypes.DirectiveNotFound, field, "no directive of this id is in force, or it left unit state 30 days after it ended",
        "List the directives of the unit that issued it");

    public static Problem Case(string field = "id") => Problem.Of(
        ProblemTypes.CaseNotFound, field, "there is no case of this id, or it is not for you to read", "List the cases of the unit that raised it");

    public static Problem Official(string field = "id") => Problem.Of(
        ProblemTypes.HolderNotFound, field, "its home unit has no official of this id, or it left unit state 30 days after it ended", "List the officials of the home unit");

    public static Problem Team(string field = "id") => Problem.Of(
        ProblemTypes.HolderNotFound, field, "its home unit has no team of this id, or it left unit state 30 days after it was dissolved", "List the teams of the home unit");

    public static Problem Assignment(string field = "id") => Problem.Of(
        ProblemTypes.AssignmentNotFound, field, "its home unit made no assignment of this id, or it left unit state 30 days after it ended",
        "List the assignments of the home unit");

    /// <summary>The engine says only that a report is not there; callers are told whether it is the unit that is missing.</summary>
    public static async Task<Problem> ReportAsync(IHierarchyEngine engine, UnitId unit, string form, ReportPeriod period, CancellationToken left) =>
        await engine.QueryAsync(new GetUnit(unit), left) is null
            ? Unit()
            : Problem.Of(
                ProblemTypes.ReportNotFound, "period", $"the unit has no report on form '{form}' of {period}", "List the unit's reports, or what it owes");

    /// <summary>The engine says only that a standing is not there; callers are told which of the two is missing.</summary>
    public static async Task<Problem> StandingAsync(IHierarchyEngine engine, UnitId unit, string unitField, string directiveField, CancellationToken left) =>
        await engine.QueryAsync(new GetUnit(unit), left) is null
            ? Unit(unitField)
            : Standing(directiveField);

    /// <summary>The unit is there and the directive is not.</summary>
    public static Problem Standing(string directiveField) =>
        Problem.Of(ProblemTypes.DirectiveNotFound, directiveField, "this directive has not reached the unit", "List the unit's directives");
}
