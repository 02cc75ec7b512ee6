using HierarchySim.Core;

namespace HierarchySim.Simulator.Truth;

/// <summary>An official or, with members, a team of the ledger.</summary>
internal sealed class LedgerHolder(HolderId id, bool isTeam)
{
    public HolderId Id { get; } = id;

    public bool IsTeam { get; } = isTeam;

    public string Name { get; set; } = "";

    public string[] Posts { get; set; } = [];

    public int Limit { get; set; }

    public IReadOnlyList<LedgerHolder> Members { get; set; } = [];

    /// <summary>Every leave there was, as it was in the end.</summary>
    public List<(DateOnly From, DateOnly To)> Leaves { get; } = [];

    public Instant EndedAt { get; set; }

    public bool IsActive => !EndedAt.IsSet;

    /// <summary>True when nobody of it is there on a day.</summary>
    public bool IsAway(DateOnly day) => IsTeam ? Members.All(member => member.IsAway(day)) : Leaves.Exists(leave => leave.From <= day && day <= leave.To);

    /// <summary>All days from one on on which nobody of it is there.</summary>
    public List<DateOnly> DaysAway(DateOnly from) =>
        [.. (IsTeam ? Members[0] : this).Leaves.SelectMany(leave => DaysOf(leave.From, leave.To)).Where(day => day >= from && IsAway(day)).Order()];

    /// <summary>The days from one to another, both included.</summary>
    public static IEnumerable<DateOnly> DaysOf(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1)) yield return day;
    }
}
