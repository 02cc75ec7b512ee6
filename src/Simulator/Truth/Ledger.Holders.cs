using HierarchySim.Core;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Truth;

// Officials, teams, leave, as commands alone left them.
internal sealed partial class Ledger
{
    private const long DayMs = 24L * 60 * 60 * 1_000;
    private const long UncertainMs = 5_000;
    private const int LoadLimitUsual = 10;
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>True when no clock, within its skew, is on another day; soon after midnight not all units may know the new one yet.</summary>
    public bool IsDayCertain => DayOf(new Instant(TrueMs() - UncertainMs)) == DayOf(new Instant(TrueMs() + UncertainMs));

    /// <summary>The day it is.</summary>
    public DateOnly Today => DayOf(new Instant(TrueMs()));

    /// <summary>The day at the scheme's offset, counted in milliseconds.</summary>
    public DateOnly DayOf(Instant at) => DateOnly.FromDayNumber(EpochDay + (int)((at.Milliseconds + (scheme.Offset.Ticks / TimeSpan.TicksPerMillisecond)) / DayMs));

    private Instant StartOf(DateOnly day) => new(((day.DayNumber - EpochDay) * DayMs) - (scheme.Offset.Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>Counts what is to occur now and then.</summary>
    public void Note(string what) => Happened[what] = Happened.GetValueOrDefault(what) + 1;

    private bool DoHolding(LedgerUnit unit, Command command, Instant at, int number)
    {
        switch (command)
        {
            case RegisterOfficial c: Change(Register(unit, number, isTeam: false), c.Name, c.Posts, c.LoadLimit); break;
            case ChangeOfficial c: Change(Active(unit, c.Official, isTeam: false), c.Name, c.Posts, c.LoadLimit); break;
            case EndOfficial c:
                Require(!unit.Holders.Exists(team => team.IsActive && team.Members.Any(member => member.Id == c.Official)), 11, $"{c.Official} ended in a team");
                End(unit, Active(unit, c.Official, isTeam: false), at);
                break;
            case RegisterTeam c: Change(unit, Register(unit, number, isTeam: true), c.Name, c.Members); break;
            case ChangeTeam c:
                Change(unit, Active(unit, c.Team, isTeam: true), c.Name, c.Members);
                Tell(unit, c.Team, at);
                break;
            case EndTeam c: End(unit, Active(unit, c.Team, isTeam: true), at); break;
            case RecordLeave c: Leave(unit, c, at); break;
            case CancelLeave c: CancelLeave(unit, c, at); break;
            case AssignHolder c: Assign(unit, c, at, number); break;
            case EndAssignment c: EndAssignment(unit, c, at); break;
            case SubmitReport c: Report(unit, c, at, number); break;
            default: return false;
        }
        return true;
    }

    private static LedgerHolder Register(LedgerUnit unit, int number, bool isTeam)
    {
        Require(number == ++unit.LastHolderNumber, 2, $"holder {number} of {unit.Id} follows number {unit.LastHolderNumber - 1}");
        var holder = new LedgerHolder(new HolderId(unit.Id, number), isTeam);
        unit.Holders.Add(holder);
        return holder;
    }

    private static LedgerHolder Active(LedgerUnit unit, HolderId id, bool isTeam)
    {
        var holder = unit.Holders.Find(holder => holder.Id == id && holder.IsTeam == isTeam);
        Require(holder is { IsActive: true }, 11, $"{id} of {unit.Id} changed and is not active");
        return holder!;
    }

    private static void Change(LedgerHolder official, string name, string[] posts, int limit) =>
        (official.Name, official.Posts, official.Limit) = (name, posts, limit > 0 ? limit : LoadLimitUsual);

    private static void Change(LedgerUnit unit, LedgerHolder team, string name, HolderId[] members)
    {
        Require(members.Length > 0 && members.Distinct().Count() == members.Length, 4, $"team {team.Id} of {unit.Id} has {members.Length} members");
        (team.Name, team.Members) = (name, [.. members.Select(member => Active(unit, member, isTeam: false))]);
    }

    private static void End(LedgerUnit unit, LedgerHolder holder, Instant at)
    {
        Require(unit.Assignments.TrueForAll(assignment => assignment.Holder != holder || assignment.IsOver), 11, $"{holder.Id} of {unit.Id} ended and holds units");
        holder.EndedAt = at;
    }

    private void Leave(LedgerUnit unit, RecordLeave command, Instant at)
    {
        var official = Active(unit, command.Official, isTeam: false);
        Require(command.From <= command.To && command.To >= DayOf(at) && !official.Leaves.Exists(leave => leave.From <= command.To && command.From <= leave.To), 4, $"{official.Id} of {unit.Id} has leave from {command.From} to {command.To}");
        official.Leaves.Add((command.From, command.To));
        TellAway(unit, official, at);
    }

    private void CancelLeave(LedgerUnit unit, CancelLeave command, Instant at)
    {
        var (official, today) = (Active(unit, command.Official, isTeam: false), DayOf(at));
        var leave = official.Leaves.FindIndex(leave => leave.From == command.From && leave.To >= today);
        Require(leave >= 0, 4, $"{official.Id} of {unit.Id} has no leave from {command.From}");
        if (command.From < today) official.Leaves[leave] = (command.From, today.AddDays(-1));
        else official.Leaves.RemoveAt(leave);
        TellAway(unit, official, at);
    }

    private void TellAway(LedgerUnit unit, LedgerHolder official, Instant at)
    {
        Tell(unit, official.Id, at);
        foreach (var team in unit.Holders.Where(team => team.IsActive && team.Members.Contains(official))) Tell(unit, team.Id, at);
    }
}
