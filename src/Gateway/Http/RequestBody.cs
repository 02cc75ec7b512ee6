using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using HierarchySim.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HierarchySim.Gateway;

/// <summary>A body as it was sent and as it was read; or what is wrong with it.</summary>
internal readonly record struct RequestBody<T>(T? Value, ReadOnlyMemory<byte> Bytes, Problem? Problem);

/// <summary>Reads bodies: bounded, UTF-8 JSON, and of exactly the shape that is documented.</summary>
internal static class RequestBody
{
    public static readonly Problem NotJson = Problem.Of(
        ProblemTypes.UnsupportedMediaType, "Content-Type", "bodies are JSON in UTF-8", "Send 'Content-Type: application/json'");

    public static readonly Problem TooLarge = Problem.Of(
        ProblemTypes.BodyTooLarge, "body", $"a body has at most {GatewayLimits.RequestBodyBytesMax} bytes (RequestBodyBytesMax)", "Split the command",
        nameof(GatewayLimits.RequestBodyBytesMax));

    /// <summary>Reads a body that must be there.</summary>
    public static Task<RequestBody<T>> ReadAsync<T>(HttpRequest request)
        where T : class => ReadAsync<T>(request, whenEmpty: null);

    /// <summary>Reads a body that may be left out.</summary>
    public static async Task<RequestBody<T>> ReadAsync<T>(HttpRequest request, T? whenEmpty)
        where T : class
    {
        if (request.ContentLength > GatewayLimits.RequestBodyBytesMax) return Wrong<T>(TooLarge);
        // Whether a body follows is known only by reading it, so the type is judged before only when one is named.
        if (request.ContentType is not null && !IsJson(request)) return Wrong<T>(NotJson);
        if (await ReadBytesAsync(request) is not { } bytes) return Wrong<T>(TooLarge);
        if (bytes.Length == 0 && whenEmpty is not null) return new RequestBody<T>(whenEmpty, bytes, null);
        if (bytes.Length == 0) return Wrong<T>(Malformed("a JSON object is required, nothing was sent"));
        if (!IsJson(request)) return Wrong<T>(NotJson);
        return Parse<T>(bytes);
    }

    /// <summary>Reads a body whose form somebody else checks; its text, in UTF-8.</summary>
    public static async Task<RequestBody<string>> ReadTextAsync(HttpRequest request)
    {
        if (request.ContentLength > GatewayLimits.RequestBodyBytesMax) return Wrong<string>(TooLarge);
        if (!IsJson(request)) return Wrong<string>(NotJson);
        if (await ReadBytesAsync(request) is not { } bytes) return Wrong<string>(TooLarge);
        return Utf8.IsValid(bytes) ? new RequestBody<string>(Encoding.UTF8.GetString(bytes), bytes, null) : Wrong<string>(Malformed("it is not valid UTF-8"));
    }

    private static RequestBody<T> Parse<T>(byte[] bytes)
        where T : class
    {
        if (!Utf8.IsValid(bytes)) return Wrong<T>(Malformed("it is not valid UTF-8"));
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = GatewayLimits.RequestBodyDepthMax });
            return BodyFaults.Find(document.RootElement, typeof(T)) is { } fault
                ? Wrong<T>(fault)
                : new RequestBody<T>(document.RootElement.Deserialize<T>(WireJson.Options), bytes, null);
        }
        catch (JsonException e)
        {
            return Wrong<T>(Malformed($"it stops being JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}, or nests deeper than {GatewayLimits.RequestBodyDepthMax}"));
        }
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
            {
                if (buffer.Length + read > GatewayLimits.RequestBodyBytesMax) return null;
                buffer.Write(chunk, 0, read);
            }
            return buffer.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static Problem Malformed(string rule) => Problem.Of(ProblemTypes.MalformedJson, "body", rule, "Send a JSON object as /openapi/v1.json describes it");

    private static RequestBody<T> Wrong<T>(Problem problem) => new(default, default, problem);
}
