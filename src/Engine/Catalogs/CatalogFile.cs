using System.Text.Json;
using System.Text.Json.Serialization;

namespace HierarchySim.Engine;

/// <summary>A catalogue's file as it is written. Every member may be missing here; <see cref="CatalogReader"/> says which must not.</summary>
internal sealed record CatalogFile(
    string[]? Levels, int? LoadLimit, CalendarEntry? Calendar, CategoryEntry?[]? Categories, FormEntry?[]? Forms, RoleEntry?[]? Roles, PostEntry?[]? Posts)
{
    // What a misspelt or doubled property means nobody can know, so both are refused.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads a file of the catalogue's kinds.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="problem">Why it cannot be read; null when it can.</param>
    public static T? Read<T>(string json, out string? problem)
        where T : class
    {
        try
        {
            var file = JsonSerializer.Deserialize<T>(json, Options);
            problem = file is null ? "the file is empty" : null;
            return file;
        }
        catch (JsonException e)
        {
            problem = JsonFault.Explain(json, typeof(T), "a catalogue", e);
            return null;
        }
    }
}

/// <summary>The calendar: days of its own, beside or instead of those of a calendar that ships.</summary>
internal sealed record CalendarEntry(string? Base, string[]? Weekend, int[]? Years, HolidayEntry?[]? Holidays, DateOnly[]? ExtraWorkingDays);

/// <summary>One day off.</summary>
internal sealed record HolidayEntry(DateOnly Date, string? Name, string? EnglishName);

/// <summary>One category. <see cref="Competent"/> is a level's code or a list of them.</summary>
internal sealed record CategoryEntry(
    int Number, int Version, string? Code, string? Name, string? EnglishName, JsonElement Competent, Dictionary<string, LimitEntry?>? Limits, bool Retired = false);

/// <summary>One limit: exactly one of the three.</summary>
internal sealed record LimitEntry(int? WorkingDays, int? Days, int? Hours);

/// <summary>One version of a form.</summary>
internal sealed record FormEntry(
    string? Code, int Version, string? Name, string? EnglishName, string[]? Levels, string? Period, int? DueDays, DateOnly? From, FieldEntry?[]? Fields,
    int NoteLengthMax = 0);

/// <summary>One field of a form.</summary>
internal sealed record FieldEntry(string? Code, string? Name, string? EnglishName, long? Max, long Min = 0);

/// <summary>One role.</summary>
internal sealed record RoleEntry(string? Code, string? Name, string? EnglishName, bool Exclusive = false);

/// <summary>One post.</summary>
internal sealed record PostEntry(string? Code, string? Name, string? EnglishName, string? AlsoHolds = null);
