namespace HierarchySim.Core;

// Commands that hold only while the thing they change is as the caller saw it.
public sealed partial class UnitMachine
{
    private static Decision? RefuseChanged(UnitState unit, WhenUnchanged conditional)
    {
        if (conditional.Editions.Length is 0 or > Limits.EditionsPerCommandMax)
            return Decision.Refuse(
                RefusalCode.Invalid, "edition", $"a command names 1 to {Limits.EditionsPerCommandMax} editions (EditionsPerCommandMax)", "Name the one last read");
        if (!CanBeConditional(conditional.Command))
            return Decision.Refuse(RefusalCode.Invalid, "edition", "what this command makes or ends has no edition", "Send it without one");
        // What is not there is named by the command itself.
        if (EditionOf(unit, conditional.Command) is not { } now || conditional.Editions.Contains(now)) return null;
        return Decision.Refuse(
            RefusalCode.Changed, "edition", "it was changed after it was read, and the change would be lost", "Read it again and decide anew");
    }

    private static bool CanBeConditional(Command command) =>
        command is RenameUnit or ChangeUnitCode or CloseUnit or UpdateDirective or WithdrawDirective or ChangeOfficial or EndOfficial or ChangeTeam or EndTeam;

    private static Edition? EditionOf(UnitState unit, Command command) => command switch
    {
        UpdateDirective c => EditionOf(unit, c.Directive),
        WithdrawDirective c => EditionOf(unit, c.Directive),
        ChangeOfficial c => OfOfficial(unit, c.Official),
        EndOfficial c => OfOfficial(unit, c.Official),
        ChangeTeam c => OfTeam(unit, c.Team),
        EndTeam c => OfTeam(unit, c.Team),
        _ => Edition.OfUnit(unit.Name, unit.Codes, unit.Closed),
    };

    private static Edition? EditionOf(UnitState unit, DirectiveId id) =>
        unit.Issued.FirstOrDefault(issued => issued.Spec.Id == id) is { } issued ? Edition.Of(issued) : null;

    private static Edition? OfOfficial(UnitState unit, HolderId id) => unit.FindOfficial(id) is { } official ? Edition.Of(official) : null;

    private static Edition? OfTeam(UnitState unit, HolderId id) => unit.FindTeam(id) is { } team ? Edition.Of(team) : null;
}
