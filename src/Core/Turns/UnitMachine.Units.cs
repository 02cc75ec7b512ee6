namespace HierarchySim.Core;

// Decisions about the tree itself.
public sealed partial class UnitMachine
{
    private Decision DecideOpenRoot(OpenRoot command, Instant now)
    {
        var definition = command.Definition;
        if (definition.Id != UnitId.Root) return Invalid("id", $"the root's id is {UnitId.Root}", "Submit to that id");
        if (CheckDefinition(definition) is { } broken) return broken;
        if (scheme.LevelOf(definition.Kind).Index != 0)
            return Invalid("kind", $"the root must be of level '{scheme.Levels[0].Code}'", "Choose a kind of that level");
        return Decision.Accept(now, new UnitOpened(default, default, definition, []));
    }

    private Decision DecideOpenChildren(UnitState unit, OpenChildren command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        var children = command.Children;
        if (children.Length is 0 or > Limits.ChildrenPerCommandMax)
            return Invalid("children", $"1 to {Limits.ChildrenPerCommandMax} children may be opened by one command (ChildrenPerCommandMax)", "Split the list");
        if (unit.ChildCount + children.Length > Limits.ChildrenPerUnitMax)
            return Limit("children", $"a unit may have at most {Limits.ChildrenPerUnitMax} children (ChildrenPerUnitMax)", "Open them below another unit");
        if (!unit.OutboxHasRoom) return Busy();
        var ids = new HashSet<UnitId>(children.Length) { unit.Id };
        foreach (var child in children)
        {
            if (CheckDefinition(child) is { } broken) return broken;
            if (!ids.Add(child.Id)) return Taken(child.Id);
            var level = scheme.LevelOf(child.Kind);
            if (!scheme.MayParent(unit.Level, level))
                return Invalid("kind", $"level '{scheme.Levels[unit.Level.Index].Code}' may not parent level '{scheme.Levels[level.Index].Code}' in scheme '{scheme.Code}'", "Choose another parent or kind");
        }
        return Decision.Accept(now, new ChildrenLinked(children));
    }

    private static Decision DecideRename(UnitState unit, RenameUnit command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        if (CheckName(command.Name) is { } broken) return broken;
        if (command.Name == unit.Name) return Conflict("name", "the unit has this name already", "Nothing to do");
        return Decision.Accept(now, new UnitRenamed(command.Name));
    }

    private Decision DecideChangeCode(UnitState unit, ChangeUnitCode command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        if (CheckCode(command.Code, unit.Level) is { } broken) return broken;
        if (CheckDay(command.ValidFrom, "validFrom") is { } day) return day;
        if (unit.Codes.Count >= Limits.OfficialCodesPerUnitMax)
            return Limit("code", $"a unit may have had at most {Limits.OfficialCodesPerUnitMax} codes (OfficialCodesPerUnitMax)", "Check why it changes so often");
        if (unit.Codes.Count > 0 && unit.Codes[^1].Value == command.Code) return Conflict("code", "the unit has this code already", "Nothing to do");
        if (unit.Codes.Count > 0 && command.ValidFrom <= unit.Codes[^1].ValidFrom)
            return Invalid("validFrom", $"a new code must begin after the one before it began ({unit.Codes[^1].ValidFrom:O})", "Give a later day");
        if (command.ValidFrom < unit.Opened)
            return Invalid("validFrom", $"a code cannot begin before the unit opened ({unit.Opened:O})", "Give a later day");
        return Decision.Accept(now, new UnitCodeChanged(command.Code, command.ValidFrom));
    }

    private static Decision DecideClose(UnitState unit, CloseUnit command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        if (CheckDay(command.On, "on") is { } day) return day;
        if (command.On < unit.Opened) return Invalid("on", $"a unit cannot close before it opened ({unit.Opened:O})", "Give a later day");
        if (command.Successors.Length > Limits.LineagePerUnitMax)
            return Limit("successors", $"at most {Limits.LineagePerUnitMax} successors (LineagePerUnitMax)", "Shorten the list");
        if (command.Successors.Any(id => !id.IsValid || id == unit.Id)) return Invalid("successors", "a successor must be another unit", "Correct the list");
        if (unit.branch is { } branch && (branch.OpenBelow > 0 || unit.HasUnconfirmedMessages || unit.HasSilentChild))
            return Conflict("unit", "units below it are open", "Close its children first");
        if (unit.HeldCases.Count > 0)
            return Conflict("unit", $"it has custody of {unit.HeldCases.Count} open cases", "Answer or refer them first");
        if (CheckHoldings(unit) is { } holding) return holding;
        return Decision.Accept(now, new UnitClosed(command.On, command.Successors));
    }

    private Decision? CheckDefinition(UnitDefinition definition)
    {
        if (!definition.Id.IsValid) return Invalid("id", "a unit needs an id from the allocator", "Reserve ids first");
        if (definition.Kind.Index >= scheme.Kinds.Count) return Invalid("kind", $"scheme '{scheme.Code}' has no such kind", "Choose a kind of the scheme");
        if (CheckDay(definition.Opened, "opened") is { } day) return day;
        if (definition.Predecessors.Length > Limits.LineagePerUnitMax)
            return Limit("predecessors", $"at most {Limits.LineagePerUnitMax} predecessors (LineagePerUnitMax)", "Shorten the list");
        if (definition.Predecessors.Any(id => !id.IsValid || id == definition.Id)) return Invalid("predecessors", "a predecessor must be another unit", "Correct the list");
        return CheckName(definition.Name) ?? (definition.Code is { } code ? CheckCode(code, scheme.LevelOf(definition.Kind)) : null);
    }

    private static Decision? CheckDay(DateOnly day, string field) =>
        day.Year is < Limits.DayYearMin or > Limits.DayYearMax
            ? Invalid(field, $"a day lies in the years {Limits.DayYearMin} to {Limits.DayYearMax} (DayYearMin, DayYearMax)", "Correct the day") : null;

    private static Decision? CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > Limits.UnitNameLengthMax)
            return Invalid("name", $"a name has 1 to {Limits.UnitNameLengthMax} characters (UnitNameLengthMax)", "Correct the name");
        return name.Any(char.IsControl) ? Invalid("name", "a name has no control characters", "Correct the name") : null;
    }

    private Decision? CheckCode(string code, Level level)
    {
        var digits = scheme.Levels[level.Index].CodeDigits;
        if (digits == 0) return Invalid("code", $"level '{scheme.Levels[level.Index].Code}' has no official codes", "Leave the code out");
        return code.Length != digits || code.Any(c => c is < '0' or > '9')
            ? Invalid("code", $"a code of level '{scheme.Levels[level.Index].Code}' has exactly {digits} digits", "Correct the code") : null;
    }

    private static Decision Invalid(string field, string rule, string nextStep) => Decision.Refuse(RefusalCode.Invalid, field, rule, nextStep);

    private static Decision Limit(string field, string rule, string nextStep) => Decision.Refuse(RefusalCode.LimitReached, field, rule, nextStep);

    private static Decision Conflict(string field, string rule, string nextStep) => Decision.Refuse(RefusalCode.Conflict, field, rule, nextStep);

    private static Decision Taken(UnitId id) => Decision.Refuse(RefusalCode.AlreadyExists, "id", $"the id {id} belongs to another unit", "Reserve ids first");

    private static Decision Closed() => Decision.Refuse(RefusalCode.UnitClosed, "unit", "the unit is closed", "See its successors");

    private static Decision Busy() => Decision.Refuse(
        RefusalCode.Overloaded, "unit", $"a child has {Limits.OutboxPerLinkMax} unconfirmed messages (OutboxPerLinkMax)", "Try again shortly");
}
