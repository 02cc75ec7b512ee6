namespace HierarchySim.Core;

// Who may act in a unit's name.
public sealed partial class UnitMachine
{
    private static Decision? CheckActor(UnitState unit, HolderId by) => null;

    private static Decision? CheckSubject(UnitState unit, HolderId subject, HolderId by) =>
        subject.IsValid && subject == by ? Conflict("by", "an official who is the subject of a case cannot handle it", "Let another official handle it") : null;
}
