using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>An official or a team of the naive model; a team has members.</summary>
internal sealed class NaiveHolder(HolderId id, int limit, List<NaiveHolder>? members)
{
    public HolderId Id { get; } = id;

    public int Limit { get; } = limit;

    public List<NaiveHolder>? Members { get; set; } = members;

    public List<(DateOnly From, DateOnly To)> Leaves { get; } = [];

    public bool IsActive { get; set; } = true;

    public bool IsAway(DateOnly day) => Members is null ? Leaves.Exists(leave => leave.From <= day && day <= leave.To) : Members.TrueForAll(member => member.IsAway(day));
}

/// <summary>An assignment of the naive model, with the units that may be held from there.</summary>
internal sealed class NaiveAssignment(AssignmentId id, NaiveHolder holder, string role, DateOnly from, DateOnly last, UnitId[] units)
{
    public AssignmentId Id { get; } = id;

    public NaiveHolder Holder { get; } = holder;

    public string Role { get; } = role;

    public DateOnly Last { get; set; } = last;

    public UnitId[] Units { get; } = units;

    public bool IsInForce(DateOnly day) => from <= day && day <= Last;
}

/// <summary>
/// Officials and assignments as three lists. Every question is answered by going through all of them; nothing is kept in between,
/// nothing travels, and no day has to turn.
/// </summary>
internal sealed class NaiveHolders
{
    public List<NaiveHolder> Holders { get; } = [];

    public List<NaiveAssignment> Assignments { get; } = [];

    /// <summary>What a unit whose subtree is given should say of it.</summary>
    public string Expect(IReadOnlySet<UnitId> subtree, DateOnly day)
    {
        var here = Holders.Where(holder => holder.IsActive && subtree.Contains(holder.Id.Home)).ToList();
        var officials = here.Where(holder => holder.Members is null).ToList();
        return Text(
            officials.Count, officials.Count(official => official.IsAway(day)), here.Count - officials.Count, officials.Count(official => LoadOf(official, day) > official.Limit),
            subtree.Count(unit => IsOverlapped(unit, day)), subtree.Where(unit => Present(unit, day).Any()).Select(unit => unit.Value));
    }

    /// <summary>How the numbers are written down for comparison.</summary>
    public static string Text(int officials, int onLeave, int teams, int overloaded, int overlapped, IEnumerable<long> covered) =>
        $"officials {officials}, on leave {onLeave}, teams {teams}, overloaded {overloaded}, overlapped {overlapped}, covered {string.Join(' ', covered.Order())}";

    public int LoadOf(NaiveHolder official, DateOnly day) =>
        HeldBy(official, day) + Holders.Where(team => team.IsActive && team.Members is { } members && members.Contains(official))
            .Sum(team => (int)Math.Ceiling(HeldBy(team, day) / (double)team.Members!.Count));

    private int HeldBy(NaiveHolder holder, DateOnly day) => Assignments.Where(assignment => assignment.Holder == holder && assignment.IsInForce(day)).Sum(assignment => assignment.Units.Length);

    private IEnumerable<NaiveAssignment> Present(UnitId unit, DateOnly day) =>
        Assignments.Where(assignment => assignment.Units.Contains(unit) && assignment.IsInForce(day) && !assignment.Holder.IsAway(day));

    private bool IsOverlapped(UnitId unit, DateOnly day) => Present(unit, day)
        .Where(assignment => assignment.Role == HolderDesk.InCharge)
        .GroupBy(assignment => assignment.Holder.Id.Home)
        .Any(home => home.Select(assignment => assignment.Holder).Distinct().Count() > 1);
}
