using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// Requests made from the API description itself: every operation in turn, each parameter and member with a value that fits, nearly fits
/// or is hostile. A new operation is walked without a line here. All of them follow from a seed.
/// </summary>
internal sealed class DocumentWalk(Reply document, int seed)
{
    // What exists on the host, and what looks as if it did.
    private static readonly string[] Ids = ["1", "4", "5", "6", "7", "1-1", "4-1", "4-3", "6-1", "6-2", "ZZ", "1-99", "9-9"];

    private static readonly string[] Words =
    [
        "group", "cell", "xa", "thon", "land", "active", "cancelled", "unit", "subtree", "raised", "held", "oldest", "due", "received", "true", "false", "Expected", "Actual",
        "acknowledge", "in-charge", "attends", "cell-meeting", "2025-01", "2025-W02", "2025-01-06", "2025-02-01T10:00:00Z", "02", "00715", "1", "5", "100", "1000", "Cán bộ", "viewer", "manager",
    ];

    private static readonly string[] Hostile =
    [
        "", " ", "0", "-1", "2147483648", "18446744073709551616", "1e9", "NaN", "null", "undefined", "[]", "{}", "../../etc/passwd", "..%2f..%2fetc", "%00", "%", "%zz", "<script>alert(1)</script>",
        "' OR 1=1 --", "${jndi:ldap://x}", "{{7*7}}", "\u0001\u001b[31m", "\u202e\u2066", "\ufeff", "\ufffd", "\ufffe", "Đ\u0323", "👩‍👩‍👧‍👦", "\u0661\u0662", "İıŞş", "a\tb",
        "9999-12-31", "0001-01-01", "2025-02-30", "9999-12-31T23:59:59.9999999-14:00", "2025-01-10T10:00:00+25:00", "ZZZZZZZZZZZZZ", "1-2147483648", "-1-1", "1--1", "AAAAAAAAAAAAAAAA", "_w", "AAAA=", "*",
        "W/\"x\"", "\"0000000000000000-1.1\"", "\"", "\",", "\"a\", \"b\"",
    ];

    private readonly Random random = new(seed);
    private readonly (string Method, string Path, JsonElement Operation)[] operations = [.. OpenApiTests.Operations(document)];
    private int at;

    /// <summary>The next request, and the operation it is for.</summary>
    public (HttpRequestMessage Request, JsonElement Operation) Next()
    {
        var (method, path, operation) = operations[at++ % operations.Length];
        var (address, query, headers) = (path, new List<string>(), new List<(string, string)>());
        foreach (var parameter in operation.TryGetProperty("parameters", out var declared) ? declared.EnumerateArray() : [])
        {
            var name = parameter.GetProperty("name").GetString()!;
            var isRequired = parameter.TryGetProperty("required", out var required) && required.GetBoolean();
            switch (parameter.GetProperty("in").GetString())
            {
                case "path": address = address.Replace($"{{{name}}}", Uri.EscapeDataString(InPath(Value(Ids))), StringComparison.Ordinal); break;
                case "query" when isRequired ? random.Next(10) > 0 : random.Next(3) == 0: query.Add($"{name}={Uri.EscapeDataString(QueryValue(name))}"); break;
                case "header" when isRequired ? random.Next(10) > 0 : random.Next(3) == 0: headers.Add((name, HeaderValue(name))); break;
                default: break;
            }
        }
        if (random.Next(25) == 0) query.Add($"{Uri.EscapeDataString(Pick(Hostile))}={Uri.EscapeDataString(Pick(Hostile))}");
        var request = new HttpRequestMessage(HttpMethod.Parse(method), "http://localhost" + address + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (operation.TryGetProperty("requestBody", out var body) && random.Next(12) > 0) request.Content = Body(body);
        return (request, operation);
    }

    // How long an answer is waited for is the one value that a clock standing still would make endless.
    private string QueryValue(string name) => name == "wait" ? Pick(["0", "-1", "x", ""]) : Value(random.Next(2) == 0 ? Ids : Words);

    private string HeaderValue(string name) => name switch
    {
        "Idempotency-Key" when random.Next(6) > 0 => "walk" + random.Next(2_000).ToString(CultureInfo.InvariantCulture),
        "If-Match" when random.Next(2) == 0 => "*",
        _ => new([.. Value(Hostile).Where(c => c is >= ' ' and <= '~').Take(300)]),
    };

    private ByteArrayContent Body(JsonElement declared)
    {
        var media = declared.GetProperty("content").EnumerateObject().First();
        var text = random.Next(15) == 0 ? Pick(Hostile) : Json(media.Value.GetProperty("schema"), 0);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && random.Next(15) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(random.Next(20) == 0 ? "text/plain" : media.Name);
        return content;
    }

    private string Json(JsonElement schema, int depth)
    {
        if (schema.TryGetProperty("$ref", out var reference)) schema = document.At("components.schemas." + reference.GetString()!.Split('/')[^1]);
        if (random.Next(20) == 0) return Pick(["null", "0", "\"\"", "[]", "{}", "true", "-1", "1e400", "\"\\ud800\"", Quoted(Pick(Hostile))]);
        if (schema.TryGetProperty("examples", out var examples) && random.Next(3) == 0) return examples[0].GetRawText();
        if (schema.TryGetProperty("oneOf", out var choices)) return Json(choices[random.Next(choices.GetArrayLength())], depth);
        if (schema.TryGetProperty("enum", out var words) && random.Next(5) > 0) return words[random.Next(words.GetArrayLength())].GetRawText();
        if (depth > 6) return "null";
        return TypeOf(schema) switch
        {
            "object" when schema.TryGetProperty("properties", out var members) => Object(members, schema, depth),
            "object" => $"{{{Quoted(Value(Words))}: {random.Next(-2, 100)}}}",
            "array" => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(schema.GetProperty("items"), depth + 1))) + "]",
            "integer" or "number" => Pick(["0", "1", "5", "-1", "2147483647", "9223372036854775807", "1.5"]),
            "boolean" => Pick(["true", "false"]),
            "null" => "null",
            _ => Quoted(Value(random.Next(2) == 0 ? Ids : Words)),
        };
    }

    private string Object(JsonElement members, JsonElement schema, int depth)
    {
        var required = schema.TryGetProperty("required", out var named) ? named.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        var written = members.EnumerateObject().Where(member => required.Contains(member.Name) ? random.Next(25) > 0 : random.Next(3) == 0)
            .Select(member => $"{Quoted(member.Name)}: {Json(member.Value, depth + 1)}").ToList();
        if (random.Next(25) == 0) written.Add($"{Quoted(Pick(Hostile))}: 1");
        return "{" + string.Join(',', written) + "}";
    }

    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? "string"
        : type.ValueKind == JsonValueKind.String ? type.GetString()!
        : type.EnumerateArray().Select(item => item.GetString()!).First(item => item != "null");

    private string Value(string[] fitting) => random.Next(12) switch
    {
        0 => new string(Pick(["a", "ộ", "0", "%"])[0], random.Next(3_000)),
        1 => new string([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(1, 0xD800))]),
        2 or 3 => Pick(Hostile),
        _ => Pick(fitting),
    };

    // The test server takes no null characters and no dots alone in paths; a network server refuses them before we see them.
    private static string InPath(string text)
    {
        var path = (text.Length > 300 ? text[..300] : text).Replace("\u0000", "", StringComparison.Ordinal);
        return path.Length == 0 || path.All(c => c == '.') ? "0" : path;
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];
}
