using System.Globalization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Values that cases and the catalogue have.
internal sealed partial class Inputs
{
    public CaseId Case(string field, string? text) =>
        CaseId.TryParse(text, out var id) ? id
        : Fail(field, "a case's id is the id of the unit that raised it, a dash and a number, such as 1-12", "Take the id from an answer of this server", id);

    public HolderId Holder(string field, string? text) =>
        HolderId.TryParse(text, out var id) ? id
        : Fail(field, "the id of an official or a team is the id of its home unit, a dash and a number, such as 1-12", "Take the id from an answer of this server", id);

    public HolderId HolderOrNone(string field, string? text) => text is null ? HolderId.None : Holder(field, text);

    public TextId TextName(string field, string? text) =>
        TextId.TryParse(text, out var id) ? id
        : Fail(field, "a text's id has 32 hexadecimal digits in lower case", "Take the id from the path of its case", id);

    /// <summary>A text that must say something.</summary>
    public string Text(string field, string? text, int lengthMax, string limit)
    {
        if (string.IsNullOrWhiteSpace(text)) return Fail(field, "it must say something", "Write it", "");
        return text.Length <= lengthMax ? text : Fail(field, $"it has at most {lengthMax} characters ({limit})", "Shorten it", "", limit);
    }

    public string? TextOrNull(string field, string? text, int lengthMax, string limit) => text is null ? null : Text(field, text, lengthMax, limit);

    public string Text(string field, string? text) => Text(field, text, Limits.CaseTextLengthMax, nameof(Limits.CaseTextLengthMax));

    public string? TextOrNull(string field, string? text) => text is null ? null : Text(field, text);

    public T WordOr<T>(string field, string? text, Words<T> words, T otherwise)
        where T : struct, Enum => text is null ? otherwise : Word(field, text, words);

    public CategoryTerms? CategoryOrNull(string field, string? code, Catalog catalog) =>
        code is null ? null
        : catalog.FindCategory(code)?.Terms ?? Fail<CategoryTerms?>(field, "the catalogue has no such category", "Choose one listed by GET /api/v1/catalog/categories", null);

    public bool Flag(string field, string? text) =>
        text switch
        {
            null or "false" => false,
            "true" => true,
            _ => Fail(field, "it is true or false", "Write one of them", false),
        };

    public int? YearOrNull(string field, string? text)
    {
        if (text is null) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= Limits.DayYearMin and <= Limits.DayYearMax ? year
            : Fail<int?>(field, $"a year lies between {Limits.DayYearMin} and {Limits.DayYearMax}", "Correct the year", null);
    }

    /// <summary>A place in the order of a search for cases; null for the beginning.</summary>
    public Engine.CasePlace? CasePlace(string list, string? cursor)
    {
        if (Position(list, cursor) is not { } position) return null;
        var parts = position.Split(' ');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && CaseId.TryParse(parts[1], out var id)
            ? new Engine.CasePlace(new Instant(at), id)
            : BadCursor<Engine.CasePlace?>(null);
    }
}
