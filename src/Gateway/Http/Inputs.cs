using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Reads the values of one request and keeps the first that is wrong. A handler reads all it needs, asks
/// <see cref="Problem"/> once, and then works with core types only.
/// </summary>
internal sealed partial class Inputs(ProblemType type, LevelScheme? scheme = null)
{
    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'"];

    /// <summary>Reads parts of the address and headers.</summary>
    public static Inputs OfAddress(LevelScheme? scheme = null) => new(ProblemTypes.InvalidParameter, scheme);

    /// <summary>Reads members of a body.</summary>
    public static Inputs OfBody(LevelScheme scheme) => new(ProblemTypes.Invalid, scheme);

    /// <summary>The first wrong value; null when all were right.</summary>
    public Problem? Problem { get; private set; }

    public UnitId Unit(string field, string? text) =>
        UnitId.TryParse(text, out var id) ? id
        : Fail(field, $"a unit's id has 1 to {Base32.LengthMax} of the base-32 digits 0-9 and A-Z without I, L, O and U", "Take the id from an answer of this server", id);

    public DirectiveId Directive(string field, string? text) =>
        DirectiveId.TryParse(text, out var id) ? id
        : Fail(field, "a directive's id is the issuing unit's id, a dash and a number, such as 1-12", "Take the id from an answer of this server", id);

    public DirectiveId DirectiveOrNone(string field, string? text) => text is null ? DirectiveId.None : Directive(field, text);

    public string Code(string field, string? text)
    {
        if (text is null) return Fail(field, "an official code is required", "Add it, such as ?code=01", "");
        return text.Length is > 0 and <= Limits.OfficialCodeLengthMax && text.All(char.IsAsciiDigit) ? text
            : Fail(field, $"an official code has 1 to {Limits.OfficialCodeLengthMax} digits (OfficialCodeLengthMax)", "Correct the code", "", nameof(Limits.OfficialCodeLengthMax));
    }

    public Level Level(string field, string text) =>
        scheme!.FindLevel(text)
        ?? Fail(field, $"scheme '{scheme.Code}' has the levels {string.Join(", ", scheme.Levels.Select(level => level.Code))}", "Choose one of them", default(Level));

    public Level? LevelOrNull(string field, string? text) => text is null ? null : Level(field, text);

    public LevelSet Levels(string field, IReadOnlyList<string> codes)
    {
        // Naming a level twice is harmless; a longer list than there are levels is a mistake.
        if (codes.Count > Limits.LevelsMax) return Fail(field, $"a scheme has at most {Limits.LevelsMax} levels (LevelsMax)", "Name each level once", default(LevelSet), nameof(Limits.LevelsMax));
        var set = default(LevelSet);
        foreach (var code in codes) set = set.With(Level(field, code));
        return set;
    }

    public KindIndex Kind(string field, string text) =>
        scheme!.FindKind(text) ?? Fail(field, $"scheme '{scheme.Code}' has no such kind", "Choose a kind listed by GET /api/v1/scheme", default(KindIndex));

    public DateOnly Date(string field, string? text)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Fail(field, "a date is a day of the calendar written yyyy-MM-dd", "Write it like 2025-07-01", day);
        return day.Year is >= GatewayLimits.DateYearMin and <= GatewayLimits.DateYearMax ? day
            : Fail(field, $"a date lies in the years {GatewayLimits.DateYearMin} to {GatewayLimits.DateYearMax}", "Correct the year", day);
    }

    public DateOnly? DateOrNull(string field, string? text) => text is null ? null : Date(field, text);

    public Instant TimeOrNone(string field, string? text)
    {
        if (text is null) return Instant.None;
        if (!TryTime(text, out var moment))
            // In a query a plus sign means a space, and that is what came.
            return text.Contains(' ', StringComparison.Ordinal) && TryTime(text.Replace(' ', '+'), out _)
                ? Fail(field, "there is a space where the offset from UTC begins, since a '+' in an address means a space", "Write it as %2B, like 2025-07-01T17:00:00%2B07:00", Instant.None)
                : Fail(field, "a time is written in ISO 8601 with its offset from UTC", "Write it like 2025-07-01T17:00:00+07:00 or 2025-07-01T10:00:00Z", Instant.None);
        // The core reads the epoch as 'none', so that moment must not get through as one.
        var at = Instant.From(moment);
        return at.IsSet ? at : Fail(field, "the time must be in the future", "Give a later time", at);
    }

    private static bool TryTime(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    public T Word<T>(string field, string text, Words<T> words)
        where T : struct, Enum =>
        words.TryRead(text, out var value) ? value : Fail(field, $"it is one of {words}", "Choose one of them, in this spelling", value);

    public int Within(string field, int number, int max, string limit) =>
        number >= 0 && number <= max ? number : Fail(field, $"a number from 0 to {max} is required ({limit})", "Correct it", 0, limit);

    public int Take(string? text)
    {
        if (text is null) return GatewayLimits.PageItemsDefault;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var take) && take is >= 1 and <= Limits.PageItemsMax ? take
            : Fail("take", $"a page has 1 to {Limits.PageItemsMax} items (PageItemsMax)", "Give a number in between; nextCursor leads to the rest", 0, nameof(Limits.PageItemsMax));
    }

    /// <summary>A position that is a place from 0.</summary>
    public int Place(string list, string? cursor) =>
        cursor is null ? 0
        : Cursor.TryRead(list, cursor, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place
        : BadCursor(0);

    /// <summary>A position in the list's own words; null for the beginning.</summary>
    public string? Position(string list, string? cursor) =>
        cursor is null ? null : Cursor.TryRead(list, cursor, out var text) ? text : BadCursor<string?>(null);

    public string ImportId(string field, string? text) =>
        ImportStatusRecord.IsId(text) ? text!
        : Fail(field, $"an import's id has 1 to {ImportStatusRecord.IdLengthMax} of a-z, 0-9 and '-'", "Take the id from GET /api/v1/imports", "");

    /// <summary>Keeps a value that is wrong for a reason this class does not know.</summary>
    public T Fail<T>(string field, string rule, string nextStep, T instead, string? limit = null)
    {
        Problem ??= Problem.Of(type, field, rule, nextStep, limit);
        return instead;
    }

    private T BadCursor<T>(T instead) =>
        Fail("cursor", "this is no cursor of this list", "Take it unchanged from nextCursor of the page before, or leave it out to begin anew", instead);
}
