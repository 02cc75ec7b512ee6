using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>The query parameters an endpoint takes.</summary>
internal sealed record KnownQuery(string[] Names);

/// <summary>Refuses query parameters that are not known or are there twice: a misspelt filter must not widen an answer.</summary>
internal static class QueryRules
{
    /// <summary>Applies the rule to all endpoints of a group; those without <see cref="KnownQuery"/> take none.</summary>
    public static TBuilder RefuseUnknownQuery<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder =>
        group.AddEndpointFilter(async (context, next) => Check(context.HttpContext) is { } problem ? problem : await next(context));

    private static Problem? Check(HttpContext http)
    {
        var known = http.GetEndpoint()?.Metadata.GetMetadata<KnownQuery>()?.Names ?? [];
        foreach (var (name, values) in http.Request.Query)
        {
            // Parameters are matched without regard to case by the framework; ours have one spelling.
            if (!known.Contains(name, StringComparer.Ordinal))
                return Problem.Of(
                    ProblemTypes.InvalidParameter, "query",
                    known.Length == 0 ? "this address takes no query parameters" : $"this address takes the query parameters {string.Join(", ", known)}",
                    "Remove or correct the others");
            if (values.Count != 1) return Problem.Of(ProblemTypes.InvalidParameter, name, "it may be there once", "Remove the others");
        }
        return null;
    }
}
