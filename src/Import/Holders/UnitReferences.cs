// How lists name units. A code alone identifies nothing (the reform of 2025 gave 2,141 of them
// to other units), and neither does a name ("Ấp 1" is in every commune). So a reference begins
// at a unit that is certain, an id or a level and a code as of today, or at the holder's home
// unit, and goes on by names from parent to child.

using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>A unit, or why there is none: the rule and the next step.</summary>
internal readonly record struct FoundUnit(UnitPlace? Unit, string Rule, string NextStep);

/// <summary>
/// Follows references such as <c>id:8Z</c>, <c>commune:29083</c>, <c>commune:29083 / Ấp 1</c> and, below a home unit,
/// <c>Ấp 1 / Tổ nhân dân tự quản 3</c>.
/// </summary>
internal sealed class UnitReferences(UnitPlaces places, LevelScheme scheme, DateOnly today)
{
    private const string IdPrefix = "id:";
    private static readonly FoundUnit Unreadable = Not(
        "is no reference to a unit", "Write id:ID or level:code, such as commune:29083, and names of units below after '/'");

    /// <summary>Follows a reference.</summary>
    /// <param name="text">The reference, tidied.</param>
    /// <param name="home">Where a reference that begins with a name begins; null where none may.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<FoundUnit> FindAsync(string text, UnitPlace? home, CancellationToken cancellation)
    {
        var steps = text.Split('/', StringSplitOptions.TrimEntries);
        if (steps.Any(step => step.Length == 0)) return Unreadable;
        var found = await BeginAsync(steps[0], cancellation).ConfigureAwait(false);
        var next = 1;
        if (found is null)
        {
            if (home is null) return Unreadable;
            (found, next) = (new FoundUnit(home, "", ""), 0);
        }

        for (; next < steps.Length && found.Value.Unit is { } parent; next++) found = await StepAsync(parent, steps[next], cancellation).ConfigureAwait(false);
        return found.Value.Unit is { IsOpen: false } closed
            ? Not($"'{closed.Name}' ({closed.Id}) is closed", "Name the unit that took its place") : found.Value;
    }

    /// <summary>The unit that a reference's first step names for certain; null when the step is a name.</summary>
    private async ValueTask<FoundUnit?> BeginAsync(string step, CancellationToken cancellation)
    {
        if (step.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase))
        {
            if (!UnitId.TryParse(step.AsSpan(IdPrefix.Length), out var id)) return Not($"'{step}' holds no unit id", "Copy the id from the API");
            return await places.FindAsync(id, cancellation).ConfigureAwait(false) is { } unit ? new FoundUnit(unit, "", "")
                : Not($"there is no unit {id}", "Copy the id from the API");
        }

        var colon = step.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        var (levelCode, code) = (step[..colon].Trim(), step[(colon + 1)..].Trim());
        if (scheme.FindLevel(levelCode) is not { } level)
            return Not($"scheme '{scheme.Code}' has no level '{levelCode}'", $"Write one of {string.Join(", ", scheme.Levels.Select(one => one.Code))} before the ':'");
        if (scheme.Levels[level.Index].CodeDigits is var digits && (digits == 0 || code.Length != digits || code.Any(c => !char.IsAsciiDigit(c))))
            return digits == 0 ? Not($"units of level '{levelCode}' have no codes", "Name the unit above it, and after '/' the unit's name")
                : Not($"a code of level '{levelCode}' has exactly {digits} digits", "Write it with its leading zeros");
        var units = await places.FindAsync(code, level, today, cancellation).ConfigureAwait(false);
        return units.Count switch
        {
            1 => new FoundUnit(units[0], "", ""),
            0 => Not($"no {levelCode} has code {code} today", "Correct the code, or import the units first"),
            _ => Not($"{units.Count} units of level '{levelCode}' have code {code} today", "Write the unit's id instead, as id:ID"),
        };
    }

    private async ValueTask<FoundUnit> StepAsync(UnitPlace parent, string name, CancellationToken cancellation)
    {
        var units = await places.ChildrenAsync(parent.Id, name, cancellation).ConfigureAwait(false);
        return units.Count switch
        {
            1 => new FoundUnit(units[0], "", ""),
            0 => Not($"'{parent.Name}' has no open unit named '{name}' directly below it", "Write the names from the parent down, separated by '/', as in the tree"),
            _ => Not($"'{parent.Name}' has {units.Count} open units named '{name}'", "Write the unit's id instead, as id:ID"),
        };
    }

    private static FoundUnit Not(string rule, string nextStep) => new(null, rule, nextStep);
}
