using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>What scenarios ask about officials, teams and assignments, in one line each.</summary>
public static class HolderDesk
{
    /// <summary>The role of the shipped catalogue that only one of a home should have at a unit.</summary>
    public const string InCharge = "in-charge";

    /// <summary>The role of the shipped catalogue that many may have.</summary>
    public const string Attends = "attends";

    /// <summary>The local day.</summary>
    public static DateOnly Today(this Desk desk) => desk.Now.DateAt(desk.Engine.Scheme.Offset);

    /// <summary>Registers an official.</summary>
    public static async Task<HolderId> Register(this Desk desk, UnitId home, int loadLimit = 0) =>
        new(home, (await desk.Accept(home, new RegisterOfficial("Cán bộ", [], loadLimit))).Number);

    /// <summary>Forms a team.</summary>
    public static async Task<HolderId> Form(this Desk desk, UnitId home, params HolderId[] members) =>
        new(home, (await desk.Accept(home, new RegisterTeam("Tổ công tác", members))).Number);

    /// <summary>Assigns a holder to units from today on, in charge, and without an end.</summary>
    public static Task<AssignmentId> Assign(this Desk desk, HolderId holder, params UnitId[] units) => desk.Assign(holder, InCharge, desk.Today(), null, units);

    /// <summary>Assigns a holder to units.</summary>
    public static async Task<AssignmentId> Assign(this Desk desk, HolderId holder, string role, DateOnly from, DateOnly? to, params UnitId[] units)
    {
        var targets = new List<AssignmentTarget>();
        foreach (var unit in units) targets.Add(new AssignmentTarget(unit, (await Ways.FindAsync(desk.Engine, holder.Home, unit))!));
        var answer = await desk.Accept(holder.Home, new AssignHolder(holder, role, from, to, units.Length > 1 ? "Tiểu vùng 1" : null, [.. targets]));
        return new AssignmentId(holder.Home, answer.Number);
    }

    /// <summary>Ends an assignment with yesterday as its last day.</summary>
    public static Task<CommandAnswer> End(this Desk desk, AssignmentId assignment) =>
        desk.Accept(assignment.Home, new EndAssignment(assignment, desk.Today().AddDays(-1)));

    /// <summary>Records leave from some days ahead, for so many days.</summary>
    public static Task<CommandAnswer> Leave(this Desk desk, HolderId official, int ahead, int days) =>
        desk.Accept(official.Home, new RecordLeave(official, desk.Today().AddDays(ahead), desk.Today().AddDays(ahead + days - 1)));

    /// <summary>An assignment that must be there.</summary>
    public static async Task<Assignment> Assignment(this Desk desk, AssignmentId assignment) =>
        await desk.Engine.QueryAsync(new GetAssignment(assignment)) ?? throw new Xunit.Sdk.XunitException($"There is no assignment {assignment}.");

    /// <summary>A holder that must be there.</summary>
    public static async Task<HolderView> Holder(this Desk desk, HolderId holder) =>
        await desk.Engine.QueryAsync(new GetHolder(holder)) ?? throw new Xunit.Sdk.XunitException($"There is no holder {holder}.");

    /// <summary>Under which assignments a unit is held.</summary>
    public static async Task<IReadOnlyList<DutyView>> Duties(this Desk desk, UnitId unit) =>
        await desk.Engine.QueryAsync(new ListDuties(unit)) ?? throw new Xunit.Sdk.XunitException($"There is no unit {unit}.");

    /// <summary>Who holds what in a subtree.</summary>
    public static async Task<HoldingTally> Holdings(this Desk desk, UnitId top) => (await desk.View(top)).Tally.Holdings;

    /// <summary>Units of a level below a unit that nobody holds.</summary>
    public static async Task<int> Uncovered(this Desk desk, UnitId top, string level)
    {
        var (view, at) = (await desk.View(top), desk.Engine.Scheme.FindLevel(level)!.Value);
        return view.UnitsByLevel[at.Index] - view.Tally.Holdings.CoveredAt(at);
    }

    /// <summary>Units of a subtree that match.</summary>
    public static async Task<UnitId[]> Find(this Desk desk, UnitId top, HoldingCriterion criterion, string? level = null)
    {
        var found = await desk.Engine.QueryAsync(new FindUnits(top, new HoldingIs(criterion, level is null ? null : desk.Engine.Scheme.FindLevel(level)), null, Limits.PageItemsMax));
        return [.. found!.Items.Select(view => view.Id)];
    }

    /// <summary>Moves the clock to a moment before, or after, the local midnight that ends so many days from today.</summary>
    public static Task ToMidnight(this Desk desk, int days, long pastMs)
    {
        var midnight = Instant.StartOf(desk.Today().AddDays(days + 1), desk.Engine.Scheme.Offset);
        return desk.Advance(TimeSpan.FromMilliseconds(midnight.PlusMs(pastMs).Milliseconds - desk.Now.Milliseconds));
    }
}
