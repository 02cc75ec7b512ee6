// Where a file that people write by hand stops being what it should be. The serialiser's own
// message names its types and its settings; of it only the kind of trouble is taken, and told
// in the words of whoever writes the file.

using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HierarchySim.Engine;

/// <summary>Explains why a file of reference data cannot be read.</summary>
internal static partial class JsonFault
{
    private const string ClosedTooEarly = "every '{' is closed by '}', every '[' by ']', and nothing else is closed";

    // Fragments of the reader's messages, and what belongs at that place. The first that is found counts.
    private static readonly (string Fragment, string Expected)[] Syntax =
    [
        ("does not contain any JSON tokens", "the file is empty, and an object in { } is expected"),
        ("should be closed", "the file ends before every '{' and '[' is closed"),
        ("without a matching open", ClosedTooEarly),
        ("Expected end of string", "a text has no double quote at its end"),
        ("within a JSON string", "a text ends on its line with a double quote, and '\\' stands only before what it escapes"),
        ("after a property name", "':' and a value are expected after a property's name"),
        ("start of a property", "a property's name in double quotes is expected"),
        ("after a single JSON value", ClosedTooEarly),
        ("after a value", "',' or a closing bracket is expected after a value"),
        ("start of a value", "a value is expected: a text in double quotes, a number, true, false, a list in [ ] or an object in { }"),
        ("JSON literal", "true, false or null is expected, or a text in double quotes"),
        ("leading zero", "a number has no zero in front"),
        ("within a number", "a number is digits, with a '-' in front where it is negative"),
        ("end of comment", "a comment is never closed"),
    ];

    /// <summary>The property, line, column and what is expected there, in a sentence without its full stop.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="file">What it was to be read into.</param>
    /// <param name="kind">What the file is, such as "a catalogue".</param>
    /// <param name="fault">What reading it met.</param>
    public static string Explain(string json, Type file, string kind, JsonException fault)
    {
        var path = fault.Path is { Length: > 0 } known ? $"'{known}' " : "";
        var place = $"(line {fault.LineNumber + 1}, column {Column(json, fault)})";
        // The path of an unknown or doubled property ends with its name.
        if (fault.Message.Contains("could not be mapped", StringComparison.Ordinal)) return $"{path}is no property of {kind} {place}";
        if (fault.Message.Contains("Duplicate property", StringComparison.Ordinal)) return $"{path}is given twice {place}";
        foreach (var (fragment, expected) in Syntax)
            if (fault.Message.Contains(fragment, StringComparison.Ordinal)) return $"{path}cannot be read {place}: {expected}";
        return $"{path}cannot be read {place}: {(TypeAt(file, fault.Path ?? "") is { } type ? $"{Word(type)} is expected" : $"this is not the value of {kind}")}";
    }

    private static string Word(Type type) =>
        type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(DateOnly) ? "a day such as \"2025-07-01\""
        : type == typeof(TimeSpan) ? "an offset such as \"07:00:00\""
        : type == typeof(string) ? "a text in double quotes"
        : type.IsArray ? "a list in [ ]"
        : "an object in { }";

    // A path is written as $.forms[0].from; what it leads through are the properties of the file's own records, lists and dictionaries.
    private static Type? TypeAt(Type? type, string path)
    {
        foreach (Match step in Steps().Matches(path))
        {
            var name = step.Groups["name"].Value;
            type = name.Length == 0 ? type?.GetElementType()
                : type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? type.GetGenericArguments()[1]
                : type?.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)?.PropertyType;
            if (type is not null) type = Nullable.GetUnderlyingType(type) ?? type;
        }
        return type;
    }

    // People count characters, the reader bytes of UTF-8.
    private static int Column(string json, JsonException fault)
    {
        var line = json.AsSpan();
        for (var skip = fault.LineNumber ?? 0; skip > 0 && line.IndexOf('\n') is >= 0 and var end; skip--) line = line[(end + 1)..];
        if (line.IndexOf('\n') is >= 0 and var length) line = line[..length];
        var (bytes, characters) = (fault.BytePositionInLine ?? 0, 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes <= 0) break;
            bytes -= rune.Utf8SequenceLength;
            characters += rune.Utf16SequenceLength;
        }
        return characters + 1;
    }

    [GeneratedRegex(@"\.(?<name>\w+)|\['(?<name>[^']*)'\]|\[\d+\]")]
    private static partial Regex Steps();
}
