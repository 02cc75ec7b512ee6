using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Positions in searches over a subtree.
internal sealed partial class Inputs
{
    // A cursor is never empty, and the path of the unit at the top is.
    private const string Below = "/";

    /// <summary>Where a page of a search ended; null for the beginning.</summary>
    public UnitPlacePath? Path(string list, string? cursor)
    {
        if (Position(list, cursor) is not { } position) return null;
        return position.StartsWith(Below, StringComparison.Ordinal) && UnitPlacePath.TryParse(position[Below.Length..], out var path)
            ? path : BadCursor<UnitPlacePath?>(null);
    }

    /// <summary>
    /// When something was raised: on which days, and how long ago at least. A page's cursor keeps the filter as it was written, so that a
    /// number of days means the same on every page of a day.
    /// </summary>
    public (Instant From, Instant Before) Raised(string? from, string? to, string? olderThanDays, TimeSpan offset, Instant now)
    {
        var (first, last) = (DateOrNull("raisedFrom", from), DateOrNull("raisedTo", to));
        if (last < first) Fail("raisedTo", "it lies before raisedFrom", "Swap the two days", 0);
        if (Problem is not null) return default;
        var before = last is { } day ? Instant.StartOf(day.AddDays(1), offset) : Instant.None;
        if (olderThanDays is not null)
        {
            if (!int.TryParse(olderThanDays, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days) || days > GatewayLimits.AgeDaysMax)
                Fail("olderThanDays", $"a whole number of 0 to {GatewayLimits.AgeDaysMax} days is wanted (AgeDaysMax)", "Correct the number", 0, nameof(GatewayLimits.AgeDaysMax));
            var then = now.PlusMs(-days * 24L * 3_600_000);
            if (!before.IsSet || then < before) before = then;
        }
        return (first is { } start ? Instant.StartOf(start, offset) : Instant.None, before);
    }

    /// <summary>The cursor of the page after this one; null when there is none.</summary>
    public static string? CursorOf(string list, UnitPlacePath? next) => next is null ? null : Cursor.Write(list, Below + next);
}
