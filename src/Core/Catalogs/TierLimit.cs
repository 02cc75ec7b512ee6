namespace HierarchySim.Core;

/// <summary>What a time limit is counted in.</summary>
public enum LimitUnit : byte
{
    /// <summary>Days the <see cref="WorkCalendar"/> calls working days (ngày làm việc).</summary>
    WorkingDays = 1,

    /// <summary>Days of any kind (ngày).</summary>
    Days = 2,

    /// <summary>Hours on the clock (giờ), days off included.</summary>
    Hours = 3,
}

/// <summary>How long one level may keep a case. <see cref="WorkCalendar.DueAfter"/> turns it into a moment.</summary>
/// <param name="Amount">How many, from 1; 0 where there is no limit.</param>
/// <param name="Unit">Of what.</param>
public readonly record struct TierLimit(int Amount, LimitUnit Unit)
{
    /// <summary>No limit: nothing lapses.</summary>
    public static readonly TierLimit None;

    /// <summary>True when there is a limit.</summary>
    public bool IsSet => Amount != 0;
}
