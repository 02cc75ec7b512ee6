using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>One occurrence of an error, as a value that is also its answer.</summary>
/// <param name="Type">What kind.</param>
/// <param name="Detail">The thing, the rule and the next step, in sentences.</param>
/// <param name="Field">Member, parameter or header concerned; null when there is none.</param>
/// <param name="Limit">Name of the limit met; null when there is none.</param>
/// <param name="RetryAfterSeconds">When to try again; 0 when waiting does not help.</param>
internal sealed record Problem(ProblemType Type, string Detail, string? Field = null, string? Limit = null, int RetryAfterSeconds = 0) : IResult
{
    private const string Challenge = "Bearer realm=\"hierarchysim\"";

    /// <summary>A problem in the one form all details have.</summary>
    public static Problem Of(ProblemType type, string field, string rule, string nextStep, string? limit = null) =>
        new(type, $"{field}: {rule}. {nextStep}.", field, limit);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        GatewayTelemetry.CountRefused(Type);
        var response = httpContext.Response;
        response.StatusCode = Type.Status;
        response.Headers.CacheControl = "no-store";
        if (Type.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = Challenge;
        if (RetryAfterSeconds > 0) response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(
            new ProblemResponse(Type.Uri, Type.Title, Type.Status, Detail, Field, Limit), (JsonSerializerOptions?)null, ProblemResponse.MediaType,
            httpContext.RequestAborted);
    }
}

/// <summary>An error on the wire. Source: RFC 9457, with two members of our own.</summary>
internal sealed record ProblemResponse(
    [property: Description("What kind of error; a stable path on this server that explains it.")] string Type,
    [property: Description("The kind in a few words.")] string Title,
    [property: Description("HTTP status.")] int Status,
    [property: Description("What is wrong, which rule it breaks, and the next step.")] string Detail,
    [property: Description("The member, parameter or header concerned."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: Description("Name of the limit that was met."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Limit = null)
{
    public const string MediaType = "application/problem+json";
}
