using System.Globalization;
using HierarchySim.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HierarchySim.Gateway;

/// <summary>
/// Answers that a caller may keep. The tag is weak: it stands for the version of the view, and an answer also carries the
/// moment it was taken. What is derived from the clock (overdue) has no version, so it is part of the tag.
/// </summary>
internal static class EntityTags
{
    /// <summary>The view, or 304 when the caller has this version.</summary>
    public static IResult Answer<T>(HttpContext http, SummaryVersion version, T view, bool overdue = false)
    {
        var tag = new EntityTagHeaderValue(
            string.Create(CultureInfo.InvariantCulture, $"\"{version.Incarnation}.{version.Count}{(overdue ? ".overdue" : "")}\""), isWeak: true);
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
        return Has(http.Request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Json(view);
    }

    private static bool Has(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var held)
        && held.Any(candidate => candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(tag, useStrongComparison: false));
}
