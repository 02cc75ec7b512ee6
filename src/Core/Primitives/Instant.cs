using System.Globalization;

namespace HierarchySim.Core;

/// <summary>A moment: milliseconds since 1970-01-01T00:00:00Z. Core never asks for it; it comes in as data.</summary>
/// <param name="Milliseconds">Milliseconds since the epoch, UTC.</param>
public readonly record struct Instant(long Milliseconds) : IComparable<Instant>
{
    /// <summary>The epoch; stands for "never" where a moment is optional in compact state.</summary>
    public static readonly Instant None;

    /// <summary>True when this is a moment and not <see cref="None"/>.</summary>
    public bool IsSet => Milliseconds != 0;

    /// <summary>The moment some milliseconds later.</summary>
    public Instant PlusMs(long milliseconds) => new(Milliseconds + milliseconds);

    /// <summary>The calendar date at a fixed offset from UTC.</summary>
    /// <param name="offset">The level scheme's offset.</param>
    public DateOnly DateAt(TimeSpan offset) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds).ToOffset(offset).DateTime);

    /// <summary>The moment a day begins at a fixed offset from UTC: 00:00 local, which is 24:00 of the day before.</summary>
    /// <param name="day">The day.</param>
    /// <param name="offset">The level scheme's offset.</param>
    public static Instant StartOf(DateOnly day, TimeSpan offset) => From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), offset));

    /// <summary>The same moment as a framework type.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>A framework moment, cut to milliseconds.</summary>
    public static Instant From(DateTimeOffset moment) => new(moment.ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>ISO 8601 in UTC with milliseconds.</summary>
    public override string ToString() => ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Orders by time.</summary>
    public static bool operator <(Instant left, Instant right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Orders by time.</summary>
    public static bool operator >(Instant left, Instant right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Orders by time.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Orders by time.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Milliseconds >= right.Milliseconds;
}
