using System.Net.Http.Headers;
using System.Text.Json;

namespace HierarchySim.Samples;

/// <summary>Why an attempt failed, as the server says it. After 429 and 5xx go on trying; after any other status it does not help.</summary>
public sealed record ServerProblem(int Status, string Title, string Detail)
{
    /// <summary>Why an attempt failed, in one line; thrown where trying again does not help.</summary>
    public static async Task<string> WhyAsync(Exception error, Uri server, string? token, CancellationToken ending)
    {
        var (status, title, detail) = await OfAsync(error, server, token, ending);
        return status is >= 500 or 429 ? $"{title}: {detail}" : throw new InvalidOperationException($"{title}: {detail}", error);
    }

    /// <summary>An error of the hub ends with a problem, from the first brace on. A failed handshake does not say why; REST does.</summary>
    private static async Task<ServerProblem> OfAsync(Exception error, Uri server, string? token, CancellationToken ending)
    {
        var brace = error.Message.IndexOf('{', StringComparison.Ordinal);
        var json = brace >= 0 ? error.Message[brace..] : await AskAsync(server, token, ending);
        try
        {
            if (json is not null) return JsonSerializer.Deserialize<ServerProblem>(json, JsonSerializerOptions.Web)!;
        }
        catch (JsonException)
        {
            // Something in between answered in its own words.
        }
        return new ServerProblem(503, "No connection", error.Message);
    }

    private static async Task<string?> AskAsync(Uri server, string? token, CancellationToken ending)
    {
        try
        {
            using var client = new HttpClient { BaseAddress = server };
            if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var me = await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative), ending);
            return me.IsSuccessStatusCode ? null : await me.Content.ReadAsStringAsync(ending);
        }
        catch (HttpRequestException)
        {
            return null; // Nobody is there.
        }
    }
}
