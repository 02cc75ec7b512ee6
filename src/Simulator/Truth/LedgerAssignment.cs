using HierarchySim.Core;

namespace HierarchySim.Simulator.Truth;

/// <summary>An assignment of the ledger, as the commands at its home left it.</summary>
internal sealed class LedgerAssignment(AssignmentId id, LedgerHolder holder, AssignHolder command)
{
    public AssignmentId Id { get; } = id;

    public LedgerHolder Holder { get; } = holder;

    public string Role { get; } = command.Role;

    public DateOnly From { get; } = command.From;

    public DateOnly? To { get; set; } = command.To;

    public string? SetName { get; } = command.SetName;

    public List<LedgerHeld> Units { get; } = [.. command.Units.Select(target => new LedgerHeld(target.Unit, target.Way.Count))];

    /// <summary>All that the units were ever told of it, in order.</summary>
    public List<LedgerTerms> Versions { get; } = [];

    /// <summary>When its home saw that nothing of it can be in force any more.</summary>
    public Instant EndedAt { get; set; }

    public bool IsRetired { get; set; }

    public bool IsOver => EndedAt.IsSet;

    /// <summary>Units that the home knows to be held on a day.</summary>
    public int CountHeld(DateOnly day) => !IsOver && From <= day && !(day > To) ? Units.Count(held => held.State == HeldState.Accepted) : 0;
}

/// <summary>One unit of an assignment.</summary>
internal sealed class LedgerHeld(UnitId unit, int moves)
{
    public UnitId Unit { get; } = unit;

    /// <summary>How far the way went that the command gave.</summary>
    public int Moves { get; } = moves;

    /// <summary>Where it stands, as far as its home heard.</summary>
    public HeldState State { get; set; } = HeldState.Travelling;

    /// <summary>What the unit said and the home has not heard.</summary>
    public Queue<HeldState> Unheard { get; } = [];

    public bool IsLive => State is HeldState.Travelling or HeldState.Accepted;

    /// <summary>True once the unit has decided.</summary>
    public bool IsDecided => State != HeldState.Travelling || Unheard.Count > 0;
}

/// <summary>An assignment at the unit held.</summary>
internal sealed class LedgerDuty(LedgerAssignment assignment)
{
    public LedgerAssignment Assignment { get; } = assignment;

    /// <summary>Which of the assignment's versions has arrived.</summary>
    public int Version { get; set; }

    public LedgerTerms Terms => Assignment.Versions[Version];

    public Instant EndedAt { get; set; }

    public bool IsOver => EndedAt.IsSet;

    public bool IsInForceOn(DateOnly day) => !IsOver && Assignment.From <= day && !(day > Terms.To);

    public bool LetsAct(HolderId by) => Assignment.Holder.Id == by || Terms.Members.Contains(by);
}

/// <summary>What a unit is told of an assignment.</summary>
/// <param name="Day">The day it was said.</param>
/// <param name="To">The last day.</param>
/// <param name="Members">A team's members.</param>
/// <param name="DaysAway">Days from then on without the holder, one by one.</param>
internal sealed record LedgerTerms(DateOnly Day, DateOnly? To, HolderId[] Members, List<DateOnly> DaysAway)
{
    /// <summary>True when a message says just this.</summary>
    public bool Says(DutyTerms told) =>
        told.To == To && told.Members.AsSpan().SequenceEqual(Members)
        && told.Absences.SelectMany(absence => LedgerHolder.DaysOf(absence.From, absence.To)).Where(day => day >= Day).Distinct().Order().SequenceEqual(DaysAway);
}
