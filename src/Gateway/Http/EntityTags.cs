using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using HierarchySim.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HierarchySim.Gateway;

/// <summary>
/// Answers that a caller may keep. A tag's first part, up to the dash, is the edition of the thing itself, which
/// <see cref="IfMatch"/> looks at; the rest stands for the whole view. Views of numbers only have no edition and a weak tag. An answer
/// also carries the moment it was taken, which no tag stands for. What is derived from the clock (overdue) has no version, so it is
/// part of the tag.
/// </summary>
internal static class EntityTags
{
    /// <summary>A view of numbers, or 304 when the caller has this version.</summary>
    public static IResult Answer<T>(HttpContext http, SummaryVersion version, T view, bool overdue = false) =>
        Send(http, new EntityTagHeaderValue($"\"{TextOf(version)}{(overdue ? ".overdue" : "")}\"", isWeak: true), () => Results.Json(view));

    /// <summary>A thing that commands change, with its counters; or 304 when the caller has this version of both.</summary>
    public static IResult Answer<T>(HttpContext http, Edition edition, SummaryVersion version, T view) =>
        Send(http, TagOf(edition, TextOf(version)), () => Results.Json(view));

    /// <summary>A view without a version: its tag stands for its bytes.</summary>
    public static IResult Answer(HttpContext http, Edition? edition, object view)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(view, view.GetType(), WireJson.Options);
        return Send(http, TagOf(edition, DigestOf(bytes)), () => Results.Bytes(bytes, "application/json; charset=utf-8"));
    }

    /// <summary>The answer to a command with the tag a read of the thing would carry.</summary>
    public static IResult Changed<T>(HttpContext http, Edition edition, SummaryVersion version, T view, int status)
    {
        http.Response.Headers.ETag = TagOf(edition, TextOf(version)).ToString();
        return Results.Json(view, statusCode: status);
    }

    /// <summary>The answer to a command about a view without a version.</summary>
    public static IResult Changed(HttpContext http, Edition? edition, object view, int status)
    {
        http.Response.Headers.ETag = TagOf(edition, DigestOf(JsonSerializer.SerializeToUtf8Bytes(view, view.GetType(), WireJson.Options))).ToString();
        return Results.Json(view, statusCode: status);
    }

    private static EntityTagHeaderValue TagOf(Edition? edition, string view) =>
        new(edition is { } known ? $"\"{known}-{view}\"" : $"\"{view}\"");

    private static IResult Send(HttpContext http, EntityTagHeaderValue tag, Func<IResult> view)
    {
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
        return Has(http.Request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : view();
    }

    private static string TextOf(SummaryVersion version) => string.Create(CultureInfo.InvariantCulture, $"{version.Incarnation}.{version.Count}");

    private static string DigestOf(byte[] bytes) => Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 9));

    private static bool Has(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var held)
        && held.Any(candidate => candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(tag, useStrongComparison: false));
}
