using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>A random life of officials, teams, leave and assignments, done alike to an engine and to the naive model.</summary>
internal sealed class HolderWorkload(Desk desk, SampleTree tree, ulong seed)
{
    private readonly Dice dice = new(seed);
    private readonly NaiveHolders naive = new();
    private readonly Dictionary<UnitId, UnitView> units = [];
    private int accepted;
    private int asked;

    private DateOnly Today => desk.Today();

    public int AcceptedPercent => 100 * accepted / asked;

    public async Task Run(int steps)
    {
        foreach (var id in tree.All) units[id] = await desk.View(id);
        for (var i = 0; i < steps; i++)
        {
            await Step();
            await desk.Harness.QuietAsync();
        }
    }

    public async Task Compare()
    {
        var present = new HashSet<UnitId>();
        foreach (var unit in tree.All)
            if ((await desk.Duties(unit)).Any(duty => duty.IsPresent)) present.Add(unit);
        foreach (var id in tree.All)
        {
            var below = tree.All.Where(unit => IsAtOrBelow(unit, id)).ToHashSet();
            var tally = await desk.Holdings(id);
            var covered = below.Where(present.Contains).Select(unit => unit.Value).ToList();
            Assert.Equal(naive.Expect(below, Today), NaiveHolders.Text(tally.Officials, tally.OnLeave, tally.Teams, tally.Overloaded, tally.Overlapped, covered));
            for (byte level = 0; level < desk.Engine.Scheme.Levels.Count; level++)
                Assert.Equal(covered.Count(unit => units[new UnitId(unit)].Level.Index == level), tally.CoveredAt(new Level(level)));
        }
        foreach (var official in naive.Holders.Where(holder => holder is { IsActive: true, Members: null }))
            Assert.Equal(naive.LoadOf(official, Today), (await desk.Holder(official.Id)).Load);
    }

    private Task Step() => dice.Below(20) switch
    {
        < 4 => Register(),
        < 6 => Form(),
        < 9 => Leave(),
        9 => CancelLeave(),
        < 15 => Assign(),
        < 17 => EndAssignment(),
        17 => EndHolder(),
        _ => desk.Advance(TimeSpan.FromHours(1 + dice.Below(30))),
    };

    private async Task Register()
    {
        var (home, limit) = (dice.Pick(tree.All), 1 + dice.Below(4));
        if (await Accepted(home, new RegisterOfficial("Cán bộ", [], limit)) is { } number) naive.Holders.Add(new NaiveHolder(new HolderId(home, number), limit, null));
    }

    private async Task Form()
    {
        if (Some(holder => holder.Members is null) is not { } first) return;
        var members = naive.Holders.Where(holder => holder.Id.Home == first.Id.Home && holder.Members is null && (holder == first || dice.Percent(50))).ToList();
        HolderId[] ids = [.. members.Select(member => member.Id)];
        if (dice.Percent(50) && Some(holder => holder.Members is not null && holder.Id.Home == first.Id.Home) is { } team)
        {
            if (await Accepted(team.Id.Home, new ChangeTeam(team.Id, "Tổ công tác", ids)) is not null) team.Members = members;
        }
        else if (await Accepted(first.Id.Home, new RegisterTeam("Tổ công tác", ids)) is { } number)
        {
            naive.Holders.Add(new NaiveHolder(new HolderId(first.Id.Home, number), 0, members));
        }
    }

    private async Task Leave()
    {
        if (Some(holder => holder.Members is null) is not { } official) return;
        var from = Today.AddDays(dice.Below(6) - 2);
        var to = from.AddDays(dice.Below(5));
        if (await Accepted(official.Id.Home, new RecordLeave(official.Id, from, to)) is not null) official.Leaves.Add((from, to));
    }

    private async Task CancelLeave()
    {
        if (Some(holder => holder.Leaves.Exists(leave => leave.To >= Today)) is not { } official) return;
        var leave = official.Leaves.Find(leave => leave.To >= Today);
        if (await Accepted(official.Id.Home, new CancelLeave(official.Id, leave.From)) is null) return;
        official.Leaves.Remove(leave);
        if (leave.From < Today) official.Leaves.Add((leave.From, Today.AddDays(-1)));
    }

    private async Task Assign()
    {
        if (Some(_ => true) is not { } holder) return;
        var home = units[holder.Id.Home];
        var below = tree.All.Where(unit => unit != home.Id && IsAtOrBelow(unit, home.Id) && units[unit].Depth <= home.Depth + 2).ToList();
        if (below.Count == 0) return;
        var (from, role) = (Today.AddDays(dice.Below(5) - 1), dice.Percent(70) ? HolderDesk.InCharge : HolderDesk.Attends);
        DateOnly? last = dice.Percent(50) ? null : from.AddDays(dice.Below(5));
        UnitId[] wanted = [.. Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => dice.Pick(below)).Distinct()];
        var targets = new List<AssignmentTarget>();
        foreach (var unit in wanted) targets.Add(new AssignmentTarget(unit, (await Ways.FindAsync(desk.Engine, home.Id, unit))!));
        if (await Accepted(home.Id, new AssignHolder(holder.Id, role, from, last, "Tiểu vùng", [.. targets])) is not { } number) return;
        var mayHold = desk.Engine.Scheme.Levels[home.Level.Index].MayHold;
        naive.Assignments.Add(new NaiveAssignment(
            new AssignmentId(home.Id, number), holder, role, from, last ?? DateOnly.MaxValue,
            [.. wanted.Where(unit => mayHold.Contains(desk.Engine.Scheme.Levels[units[unit].Level.Index].Code))]));
    }

    private async Task EndAssignment()
    {
        if (naive.Assignments.Count == 0) return;
        var assignment = dice.Pick(naive.Assignments);
        var on = Today.AddDays(dice.Below(4) - 1);
        if (await Accepted(assignment.Id.Home, new EndAssignment(assignment.Id, on)) is not null) assignment.Last = on;
    }

    private async Task EndHolder()
    {
        if (Some(_ => true) is not { } holder) return;
        if (await Accepted(holder.Id.Home, holder.Members is null ? new EndOfficial(holder.Id) : new EndTeam(holder.Id)) is not null) holder.IsActive = false;
    }

    private async Task<int?> Accepted(UnitId unit, Command command)
    {
        asked++;
        var answer = await desk.Submit(unit, command);
        if (!answer.IsAccepted) return null;
        accepted++;
        return answer.Number;
    }

    private NaiveHolder? Some(Func<NaiveHolder, bool> fits) => naive.Holders.Where(fits).ToList() is { Count: > 0 } some ? dice.Pick(some) : null;

    private bool IsAtOrBelow(UnitId unit, UnitId top)
    {
        for (var at = unit; at.IsValid; at = units[at].Parent)
            if (at == top) return true;
        return false;
    }
}
