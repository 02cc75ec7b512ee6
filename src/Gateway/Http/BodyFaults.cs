using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HierarchySim.Gateway;

/// <summary>
/// Compares a body with the type it must have before it is read into it, so that every fault is named by its member in our words,
/// and nothing that was sent is skipped without a word.
/// </summary>
internal static class BodyFaults
{
    /// <summary>The first difference between an element and the type it must have; null when there is none.</summary>
    public static Problem? Find(JsonElement element, Type type) => Find(element, WireJson.Options.GetTypeInfo(type), "body");

    private static Problem? Find(JsonElement element, JsonTypeInfo type, string path) => type.Kind switch
    {
        JsonTypeInfoKind.Object => InObject(element, type, path),
        JsonTypeInfoKind.Enumerable => InList(element, type, path),
        JsonTypeInfoKind.Dictionary => InMap(element, type, path),
        _ => InValue(element, type.Type, path),
    };

    private static Problem? InObject(JsonElement element, JsonTypeInfo type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) return Wrong(path, "an object is required");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var property = type.Properties.FirstOrDefault(candidate => member.NameEquals(candidate.Name));
            if (property is null) return Unknown(member, type, path);
            var at = path == "body" ? property.Name : $"{path}.{property.Name}";
            if (!seen.Add(property.Name)) return Wrong(at, "it is there twice");
            if (member.Value.ValueKind == JsonValueKind.Null && property.IsSetNullable) continue;
            if (Find(member.Value, WireJson.Options.GetTypeInfo(property.PropertyType), at) is { } fault) return fault;
        }
        var missing = type.Properties.FirstOrDefault(property => property.IsRequired && !seen.Contains(property.Name));
        return missing is null ? null : Wrong(path == "body" ? missing.Name : $"{path}.{missing.Name}", "it is required");
    }

    private static Problem? InList(JsonElement element, JsonTypeInfo type, string path)
    {
        if (element.ValueKind != JsonValueKind.Array) return Wrong(path, "a list is required");
        var item = WireJson.Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var value in element.EnumerateArray())
            if (Find(value, item, $"{path}[{index++}]") is { } fault) return fault;
        return null;
    }

    private static Problem? InMap(JsonElement element, JsonTypeInfo type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) return Wrong(path, "an object is required");
        var (item, seen) = (WireJson.Options.GetTypeInfo(type.ElementType!), new HashSet<string>(StringComparer.Ordinal));
        foreach (var member in element.EnumerateObject())
        {
            var at = Printable(member, path);
            if (at == path) return Wrong(path, "its members are named by codes");
            if (!seen.Add(member.Name)) return Wrong(at, "it is there twice");
            if (Find(member.Value, item, at) is { } fault) return fault;
        }
        return null;
    }

    private static Problem? InValue(JsonElement element, Type type, string path)
    {
        if (type == typeof(string)) return element.ValueKind != JsonValueKind.String ? Wrong(path, "a string is required") : IsText(element) ? null : NotText(path);
        var flag = Nullable.GetUnderlyingType(type) ?? type;
        if (flag == typeof(int)) return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _) ? null : NotWhole(path, int.MaxValue);
        if (flag == typeof(long)) return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out _) ? null : NotWhole(path, long.MaxValue);
        if (flag != typeof(bool)) throw new InvalidOperationException($"Bodies have strings, whole numbers, flags, lists and objects; {type.Name} needs a rule here.");
        return element.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Wrong(path, "true or false is required");
    }

    // An escape may stand for half a character, which is JSON but no text.
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static Problem Unknown(JsonProperty member, JsonTypeInfo type, string path)
    {
        var known = type.Properties.Count == 0 ? "it has no members" : $"its members are {string.Join(", ", type.Properties.Select(property => property.Name))}";
        return Problem.Of(ProblemTypes.UnknownField, Printable(member, path), $"this member is not known; {known}", "Remove or correct it");
    }

    // The caller's own text goes back only where it cannot be mistaken for anything else.
    private static string Printable(JsonProperty member, string path)
    {
        const int LengthMax = 60;
        string name;
        try
        {
            name = member.Name;
        }
        catch (InvalidOperationException)
        {
            return path;
        }
        return name.Length is > 0 and <= LengthMax && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? path == "body" ? name : $"{path}.{name}"
            : path;
    }

    /// <summary>What to do about a member that is not as it must be.</summary>
    public const string NextStep = "Correct it as /openapi/v1.json describes it";

    private static Problem Wrong(string field, string rule) => Problem.Of(ProblemTypes.Invalid, field, rule, NextStep);

    private static Problem NotWhole(string field, long max) =>
        Wrong(field, string.Create(CultureInfo.InvariantCulture, $"a whole number of at most {max} is required, written in digits"));

    private static Problem NotText(string field) =>
        Problem.Of(ProblemTypes.MalformedJson, field, "an escape stands for half a character", "Send both halves of a surrogate pair, or the character itself");
}
