using System.Globalization;
using System.Text;

namespace HierarchySim.Gateway.Tests;

/// <summary>Requests that nobody means well with. All of them follow from a seed, so a failure can be run again.</summary>
internal sealed class HostileRequests(int seed)
{
    private static readonly string[] Paths =
    [
        "/api/v1/units", "/api/v1/units/root", "/api/v1/units/{u}", "/api/v1/units/{u}/children", "/api/v1/units/{u}/rollup", "/api/v1/units/{u}/rename",
        "/api/v1/units/{u}/code", "/api/v1/units/{u}/close", "/api/v1/units/{u}/directives", "/api/v1/units/{u}/directives/{d}",
        "/api/v1/units/{u}/directives/{d}/acknowledge", "/api/v1/units/{u}/directives/{d}/complete", "/api/v1/directives/{d}",
        "/api/v1/directives/{d}/progress", "/api/v1/directives/{d}/progress/children", "/api/v1/directives/{d}/update", "/api/v1/directives/{d}/cancel",
        "/api/v1/units/{u}/cases", "/api/v1/units/{u}/stuck", "/api/v1/units/{u}/case-summary", "/api/v1/cases/{d}", "/api/v1/cases/{d}/take",
        "/api/v1/cases/{d}/answer", "/api/v1/cases/{d}/refer", "/api/v1/cases/{d}/schedule", "/api/v1/cases/{d}/duplicate", "/api/v1/cases/{d}/confirm",
        "/api/v1/cases/{d}/reopen", "/api/v1/cases/{d}/withdraw", "/api/v1/cases/{d}/texts", "/api/v1/cases/{d}/texts/{u}", "/api/v1/catalog",
        "/api/v1/catalog/categories", "/api/v1/catalog/calendar",
        "/api/v1/units/{u}/officials", "/api/v1/officials/{d}", "/api/v1/officials/{d}/change", "/api/v1/officials/{d}/end", "/api/v1/officials/{d}/leaves",
        "/api/v1/officials/{d}/leaves/cancel", "/api/v1/units/{u}/teams", "/api/v1/teams/{d}", "/api/v1/teams/{d}/change", "/api/v1/teams/{d}/end",
        "/api/v1/units/{u}/assignments", "/api/v1/units/{u}/holders", "/api/v1/assignments/{d}", "/api/v1/assignments/{d}/end", "/api/v1/units/{u}/coverage",
        "/api/v1/units/{u}/uncovered", "/api/v1/units/{u}/overlapping", "/api/v1/units/{u}/overloaded", "/api/v1/units/{u}/reports",
        "/api/v1/units/{u}/reports/due", "/api/v1/units/{u}/reports/{d}/{d}", "/api/v1/units/{u}/report-status", "/api/v1/units/{u}/missing-reports",
        "/api/v1/imports", "/api/v1/imports/{u}", "/api/v1/scheme", "/api/v1/status", "/health/live", "/health/ready", "/problems/{u}", "/", "/{u}/{d}",
    ];

    // Bodies that would be accepted; with one member made hostile they get past the first checks.
    private static readonly (string Path, string[] Body)[] Commands =
    [
        ("/api/v1/units", ["parent", "\"5\"", "children", "[{\"kind\": \"thon\", \"name\": \"A\", \"opened\": \"2024-01-01\"}]"]),
        ("/api/v1/units/5/rename", ["name", "\"B\""]),
        ("/api/v1/units/4/code", ["code", "\"00716\"", "validFrom", "\"2025-07-01\""]),
        ("/api/v1/units/7/close", ["on", "\"2025-01-05\"", "successors", "[\"6\"]"]),
        ("/api/v1/units/2/directives", [
            "title", "\"T\"", "targetLevels", "[\"group\"]", "require", "\"complete\"", "urgency", "\"Future\"", "status", "\"Test\"", "due",
            "\"2025-02-01T00:00:00Z\"", "supersedes", "null"]),
        ("/api/v1/units/6/cases", [
            "service_code", "\"land\"", "title", "\"T\"", "description", "\"D\"", "contact", "\"C\"", "reality", "\"Test\"", "subject", "null"]),
        ("/api/v1/cases/6-1/answer", ["text", "\"A\"", "by", "null"]),
        ("/api/v1/cases/6-1/refer", ["to", "\"3\"", "reason", "\"R\"", "by", "null"]),
        ("/api/v1/cases/6-1/schedule", ["until", "\"2025-02-01T00:00:00Z\"", "text", "\"N\"", "by", "null"]),
        ("/api/v1/cases/6-1/duplicate", ["of", "\"6-2\"", "by", "null"]),
        ("/api/v1/cases/6-2/reopen", ["reason", "\"R\""]),
        ("/api/v1/units/4/officials", ["name", "\"A\"", "posts", "[\"group-head\"]", "loadLimit", "5"]),
        ("/api/v1/officials/4-1/leaves", ["from", "\"2025-03-01\"", "to", "\"2025-03-02\""]),
        ("/api/v1/units/4/teams", ["name", "\"T\"", "members", "[\"4-1\"]"]),
        ("/api/v1/units/4/assignments", [
            "holder", "\"4-2\"", "role", "\"attends\"", "from", "\"2025-01-06\"", "to", "null", "setName", "\"S\"", "units", "[\"6\", \"7\"]"]),
        ("/api/v1/assignments/4-1/end", ["on", "\"2025-06-30\""]),
        ("/api/v1/units/5/reports", [
            "form", "\"cell-meeting\"", "period", "\"2026-01\"", "values", "{\"meetings-held\": 1}", "version", "1", "note", "\"N\"", "holder", "null", "corrects", "null"]),
        ("/api/v1/directives/1-1/update", ["title", "\"T\"", "body", "\"\"", "due", "null", "urgency", "\"Past\""]),
    ];

    private static readonly string[] Members =
    [
        "parent", "children", "kind", "name", "opened", "code", "synthetic", "predecessors", "validFrom", "on", "successors", "title", "body", "targetLevels",
        "require", "due", "urgency", "status", "supersedes", "service_code", "description", "contact", "reality", "subject", "text", "by", "to", "reason",
        "until", "of", "posts", "loadLimit", "from", "members", "holder", "role", "setName", "units", "form", "period", "values", "version", "note", "corrects", "__proto__", "Name", "",
    ];

    private static readonly string[] Queries = ["code", "level", "asOf", "cursor", "take", "unit", "shelf", "order", "category", "overdue", "holder", "year", "heldBy", "form", "period", "x", "Code", ""];

    private static readonly string[] Texts =
    [
        "", "1", "6", "1-1", "ZZ", "ZZZZZZZZZZZZZ", "0", "-1", "1-2147483648", "18446744073709551616", "7FFFFFFFFFFFF", "acknowledge", "Expected", "Actual",
        "group", "thon", "6-1", "6-2", "4-1", "4-3", "cell-meeting", "2026-01", "in-charge", "land", "held", "due", "true", "00000000000000000000000000000001", "2025-01-01", "2025-13-45", "9999-12-31", "0001-01-01", "2025-01-10T10:00:00Z", "9999-12-31T23:59:59.9999999-14:00", "02",
        "../../etc/passwd", "%2e%2e", "<script>", "' OR 1=1 --", "${jndi:x}", "\u0000", "\u0001\u001b[31m", "\u202e\u2066", "\ufeff", "\ufffd", "Ω≈ç√", "Đồng Văn",
        "D\u0323o\u0302\u0300ng", "👩‍👩‍👧‍👦", "\u0661\u0662", "İıŞş", "\r\nX-Injected: 1", "A\tB",
    ];

    private readonly Random random = new(seed);

    public HttpRequestMessage Next()
    {
        if (random.Next(4) == 0) return NearlyRight();
        var path = "http://localhost" + Pick(Paths).Replace("{u}", Escaped(), StringComparison.Ordinal).Replace("{d}", Escaped(), StringComparison.Ordinal) + Query();
        var request = new HttpRequestMessage(random.Next(12) == 0 ? HttpMethod.Put : random.Next(20) == 0 ? HttpMethod.Delete : random.Next(3) == 0 ? HttpMethod.Get : HttpMethod.Post, path);
        if (random.Next(5) > 0) request.Headers.TryAddWithoutValidation("Idempotency-Key", random.Next(4) == 0 ? HeaderText() : "key" + random.Next(20).ToString(CultureInfo.InvariantCulture));
        if (random.Next(4) == 0) request.Headers.TryAddWithoutValidation("If-None-Match", HeaderText());
        if (request.Method != HttpMethod.Get && random.Next(6) > 0) request.Content = Body();
        return request;
    }

    private HttpRequestMessage NearlyRight()
    {
        var (path, body) = Pick(Commands);
        var wrong = random.Next((body.Length / 2) + 1) * 2;
        var members = Enumerable.Range(0, body.Length / 2).Select(i => $"{Quoted(body[i * 2])}: {(i * 2 == wrong ? Value(0) : body[(i * 2) + 1])}");
        var extra = random.Next(8) == 0 ? $", {Quoted(Pick(Members))}: {Value(0)}" : "";
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{" + string.Join(",", members) + extra + "}", Encoding.UTF8, "application/json") };
        if (random.Next(8) > 0) request.Headers.Add("Idempotency-Key", "near" + random.Next(1_000).ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private ByteArrayContent Body()
    {
        var bytes = Encoding.UTF8.GetBytes(random.Next(6) > 0 ? Object(0) : Value(0));
        // Some break off, some have a byte changed.
        if (bytes.Length > 0 && random.Next(6) == 0) bytes = bytes[..random.Next(bytes.Length)];
        if (bytes.Length > 0 && random.Next(6) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        var content = new ByteArrayContent(bytes);
        string[] types = ["application/json", "application/json", "application/json", "application/json; charset=utf-8", "text/plain", "application/xml", "application/json; charset=x", "garbage", ""];
        content.Headers.TryAddWithoutValidation("Content-Type", Pick(types));
        return content;
    }

    private string Object(int depth) => "{" + string.Join(",", Enumerable.Range(0, random.Next(6)).Select(_ => $"{Quoted(Pick(Members))}: {Value(depth + 1)}")) + "}";

    private string Value(int depth) => random.Next(depth > 4 ? 7 : 9) switch
    {
        0 => "null",
        1 => "true",
        2 => Pick(["0", "-1", "1e999", "123456789012345678901234567890", "1.5", "-0", "1e-400"]),
        3 => Pick(["\"\\ud800\"", "\"\\u0000\"", "\"\\udc00\\ud800\"", "NaN", "'x'", "\"\\x\"", "01"]),
        4 or 5 or 6 => Quoted(Text()),
        7 => "[" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1))) + "]",
        _ => Object(depth),
    };

    private string Query() => random.Next(3) > 0 ? "" : "?" + string.Join("&", Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Pick(Queries)}={Escaped()}"));

    private string Text() => random.Next(12) switch
    {
        0 => new string(Pick(["a", "ộ", "0", "\u0007", "%"])[0], random.Next(2_000)),
        1 => new string([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(1, 0xD800))]),
        _ => Pick(Texts),
    };

    private string Escaped()
    {
        var text = Text();
        // The test server takes no null characters in paths; a network server refuses them before we see them.
        return Uri.EscapeDataString((text.Length > 300 ? text[..300] : text).Replace("\u0000", "", StringComparison.Ordinal));
    }

    private string HeaderText() => new([.. Text().Where(c => c is not ('\r' or '\n' or '\0')).Take(400)]);

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];
}
