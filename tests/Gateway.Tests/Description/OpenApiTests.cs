using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The API description. Its checked-in copy is what outsiders build on, so a break shows as a diff. After a change that is
/// meant, run these tests with UPDATE_SNAPSHOTS=1 and read the diff.
/// </summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task The_checked_in_copy_is_what_the_server_says()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var served = Format((await host.GetAsync("/openapi/v1.json")).Content);
        var path = Path.Combine(Root(), "docs", "openapi-v1.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") await File.WriteAllTextAsync(path, served, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(path), "docs/openapi-v1.json is missing; run with UPDATE_SNAPSHOTS=1.");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), served, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_summary_described_parameters_and_its_problems()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var document = await host.GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        var ids = new HashSet<string>();
        foreach (var (method, path, operation) in Operations(document))
        {
            var at = $"{method} {path}";
            Assert.True(operation.TryGetProperty("operationId", out var id) && ids.Add(id.GetString()!), at);
            Assert.True(operation.TryGetProperty("summary", out _), at);
            if (operation.TryGetProperty("parameters", out var parameters))
                foreach (var parameter in parameters.EnumerateArray()) Assert.True(parameter.TryGetProperty("description", out _), $"{at}: {parameter.GetProperty("name")}");
            foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(response => response.Name[0] >= '4'))
                Assert.True(response.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), $"{at}: {response.Name}");
            if (method == "post") Assert.Contains(parameters.EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key" && parameter.GetProperty("required").GetBoolean());
        }
        Assert.True(ids.Count >= 80, $"{ids.Count} operations");
    }

    internal static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(Reply document) =>
        from path in document.At("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name, path.Name, operation.Value);

    private static string Format(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HierarchySim.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("Not inside the repository.");
        return folder.FullName;
    }
}
