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

    /// <summary>The cursor of the page after this one; null when there is none.</summary>
    public static string? CursorOf(string list, UnitPlacePath? next) => next is null ? null : Cursor.Write(list, Below + next);
}
