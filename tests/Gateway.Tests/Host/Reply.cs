using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>An answer, read to its end. Whatever reports an error must be a problem in full; that is checked for every reply of every test.</summary>
public sealed record Reply(int Status, string Type, string Content, JsonElement Json, IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var content = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var json = type.EndsWith("json", StringComparison.Ordinal) ? JsonDocument.Parse(content).RootElement : default;
        var reply = new Reply((int)response.StatusCode, type, content, json, headers);
        if (reply.Status >= 400) reply.CheckProblem();
        return reply;
    }

    /// <summary>The last part of a problem's type.</summary>
    public string Problem => Text("type")["/problems/".Length..];

    /// <summary>The member a problem names; empty when it names none.</summary>
    public string Field => Json.TryGetProperty("field", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";

    /// <summary>A member that is a string, by its path.</summary>
    public string Text(string path) => At(path).GetString() ?? "";

    /// <summary>A member that is a number, by its path.</summary>
    public int Number(string path) => At(path).GetInt32();

    /// <summary>A member by its path: names and places with dots between.</summary>
    public JsonElement At(string path) => path.Split('.').Aggregate(
        Json, (element, part) => int.TryParse(part, out var index) ? element[index] : element.GetProperty(part));

    private void CheckProblem()
    {
        Assert.Equal("application/problem+json", Type);
        Assert.StartsWith("/problems/", Text("type"), StringComparison.Ordinal);
        Assert.Contains(Problem, ProblemNames.All);
        Assert.Equal(Status, Number("status"));
        Assert.NotEmpty(Text("title"));
        Assert.EndsWith(".", Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Content, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Content, StringComparison.Ordinal);
    }
}
