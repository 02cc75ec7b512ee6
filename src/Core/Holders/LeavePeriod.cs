namespace HierarchySim.Core;

/// <summary>Days on which an official is away (nghỉ phép), the first and the last included. Local to the scheme's offset.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public readonly record struct LeavePeriod(DateOnly From, DateOnly To)
{
    /// <summary>True on each day of it.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= To;

    /// <summary>True when both have a day in common.</summary>
    public bool Overlaps(LeavePeriod other) => From <= other.To && other.From <= To;

    /// <summary>The days that every one of several officials is away: what leave means for a team of them.</summary>
    internal static LeavePeriod[] Common(IReadOnlyList<LeavePeriod[]> all)
    {
        var common = all[0];
        for (var i = 1; i < all.Count && common.Length > 0; i++)
        {
            var next = all[i];
            common = [.. from one in common
                         from other in next
                         where one.Overlaps(other)
                         select new LeavePeriod(one.From > other.From ? one.From : other.From, one.To < other.To ? one.To : other.To)];
        }
        return common;
    }
}
