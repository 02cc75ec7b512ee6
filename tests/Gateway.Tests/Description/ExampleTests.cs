using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>The examples of the API description: there for every body, and true.</summary>
public sealed class ExampleTests
{
    private static readonly string[] Answers =
        ["UnitJson", "UnitsOpenedJson", "RollupJson", "DirectiveJson", "StandingJson", "CaseJson", "CaseActJson", "OfficialJson", "TeamJson", "AssignmentJson", "StatusJson", "ProblemResponse"];

    [Fact]
    public async Task Every_body_of_a_command_has_an_example_that_is_no_bad_request()
    {
        await using var host = await GatewayHost.StartAsync(new AccessOptions { IsDemo = true });
        await host.IssueAsync(require: "complete");
        await host.RaiseAsync();
        await host.RaiseAsync();
        await host.SeedHoldersAsync();
        host.Time.Advance(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero) - host.Time.GetUtcNow());
        var document = await host.GetAsync("/openapi/v1.json");
        var tried = 0;
        foreach (var (method, path, operation) in OpenApiTests.Operations(document))
        {
            if (method != "post" || !operation.TryGetProperty("requestBody", out var body)) continue;
            var schema = Resolve(document, body.GetProperty("content").GetProperty("application/json").GetProperty("schema"));
            Assert.True(schema.TryGetProperty("examples", out var examples), $"{path}: WireExamples has no example of its body.");
            var address = path.Replace("{id}", IdFor(path), StringComparison.Ordinal).Replace("{directiveId}", "1-1", StringComparison.Ordinal);
            var reply = await host.PostAsync(address, examples[0].GetRawText());
            Assert.True(reply.Status != 400 && reply.Status != 415, $"{address}: {reply.Content}");
            tried++;
        }
        Assert.True(tried >= 20, $"{tried}");
    }

    [Fact]
    public async Task Examples_of_answers_have_the_members_that_answers_have()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var schemas = (await host.GetAsync("/openapi/v1.json")).At("components.schemas");
        foreach (var name in Answers)
        {
            var schema = schemas.GetProperty(name);
            Assert.True(schema.TryGetProperty("examples", out var examples), name);
            Assert.Equal(
                schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal),
                examples[0].EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        }
    }

    private static JsonElement Resolve(Reply document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? document.At("components.schemas." + reference.GetString()!.Split('/')[^1]) : schema;

    private static string IdFor(string path) =>
        path.Contains("/directives/{id}", StringComparison.Ordinal) ? "1-1"
        : path.Contains("/cases/{id}", StringComparison.Ordinal) ? "6-1"
        : path.Contains("/teams/{id}", StringComparison.Ordinal) ? "4-3"
        : path.Contains("/officials/{id}", StringComparison.Ordinal) || path.Contains("/assignments/{id}", StringComparison.Ordinal) ? "4-1"
        : path.EndsWith("/cases", StringComparison.Ordinal) ? "6"
        : path.EndsWith("/reports", StringComparison.Ordinal) ? "5"
        : "4";
}
