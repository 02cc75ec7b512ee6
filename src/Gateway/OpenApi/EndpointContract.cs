using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>Marks an endpoint whose answers carry an ETag.</summary>
internal sealed record HasEntityTag;

/// <summary>Marks an endpoint that takes a command under an Idempotency-Key.</summary>
internal sealed record TakesCommand;

/// <summary>What each endpoint says of itself for the API description, in one line a part.</summary>
internal static class EndpointContract
{
    /// <summary>Operation id and a sentence.</summary>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder endpoint, string operation, string summary) =>
        endpoint.WithName(operation).WithSummary(summary);

    /// <summary>Query parameters it takes; all others are refused.</summary>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, params string[] names) => endpoint.WithMetadata(new KnownQuery(names));

    /// <summary>A read: what it answers and which kinds of trouble beside those all reads may have.</summary>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder endpoint, params int[] problems) =>
        endpoint.Produces<T>().Fails([400, .. problems, 429, 500, 503]);

    /// <summary>A read whose answer carries an ETag.</summary>
    public static RouteHandlerBuilder Tagged(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(StatusCodes.Status304NotModified).WithMetadata(new HasEntityTag());

    /// <summary>A command with a body.</summary>
    public static RouteHandlerBuilder Takes<TRequest, TAnswer>(this RouteHandlerBuilder endpoint, int status)
        where TRequest : notnull =>
        endpoint.Accepts<TRequest>("application/json").WithMetadata(new TakesCommand()).Commands<TAnswer>(status);

    /// <summary>A command without a body.</summary>
    public static RouteHandlerBuilder TakesNothing<TAnswer>(this RouteHandlerBuilder endpoint, int status) =>
        endpoint.WithMetadata(new TakesCommand()).Commands<TAnswer>(status);

    private static RouteHandlerBuilder Commands<TAnswer>(this RouteHandlerBuilder endpoint, int status) =>
        endpoint.Produces<TAnswer>(status).Fails(400, 404, 409, 413, 415, 422, 429, 500, 503);

    private static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<ProblemResponse>(status, ProblemResponse.MediaType);
        return endpoint;
    }
}
