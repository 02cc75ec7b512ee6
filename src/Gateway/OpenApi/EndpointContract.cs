using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>Marks an endpoint whose answers carry an ETag.</summary>
internal sealed record HasEntityTag;

/// <summary>Marks an endpoint that takes a command under an Idempotency-Key.</summary>
internal sealed record TakesCommand;

/// <summary>Marks an endpoint whose 202 carries a Location.</summary>
internal sealed record HasLocation;

/// <summary>Query parameters that an endpoint cannot do without.</summary>
internal sealed record RequiredQuery(string[] Names);

/// <summary>What each endpoint says of itself for the API description, in one line a part.</summary>
internal static class EndpointContract
{
    /// <summary>Operation id and a sentence.</summary>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder endpoint, string operation, string summary) =>
        endpoint.WithName(operation).WithSummary(summary);

    /// <summary>Query parameters it takes; all others are refused.</summary>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, params string[] names) => endpoint.WithMetadata(new KnownQuery(names));

    /// <summary>Query parameters it cannot do without, for the API description; handlers check them in our words.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, params string[] names) => endpoint.WithMetadata(new RequiredQuery(names));

    /// <summary>A read: what it answers and which kinds of trouble beside those all reads may have.</summary>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder endpoint, params int[] problems) =>
        endpoint.Produces<T>().Fails([400, 401, 403, .. problems, 429, 500, 503]);

    /// <summary>A read whose answer has a media type of its own.</summary>
    public static RouteHandlerBuilder ReadsBatch<T>(this RouteHandlerBuilder endpoint, string mediaType, params int[] problems) =>
        endpoint.Produces<T>(StatusCodes.Status200OK, mediaType).Fails([400, 401, .. problems, 429, 500, 503]);

    /// <summary>A read whose answer carries an ETag.</summary>
    public static RouteHandlerBuilder Tagged(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(StatusCodes.Status304NotModified).WithMetadata(new HasEntityTag());

    /// <summary>A command with a body.</summary>
    public static RouteHandlerBuilder Takes<TRequest, TAnswer>(this RouteHandlerBuilder endpoint, int status)
        where TRequest : notnull =>
        endpoint.Accepts<TRequest>("application/json").WithMetadata(new TakesCommand()).Commands<TAnswer>(status);

    /// <summary>A command whose body may be left out.</summary>
    public static RouteHandlerBuilder MayTake<TRequest, TAnswer>(this RouteHandlerBuilder endpoint, int status)
        where TRequest : notnull =>
        endpoint.Accepts<TRequest>(isOptional: true, "application/json").WithMetadata(new TakesCommand()).Commands<TAnswer>(status);

    /// <summary>A document that is replaced as a whole. Sending it twice does no harm, so it takes no key.</summary>
    public static RouteHandlerBuilder Replaces<TDocument>(this RouteHandlerBuilder endpoint)
        where TDocument : notnull =>
        endpoint.Accepts<TDocument>("application/json").Produces<TDocument>().Fails(400, 401, 403, 409, 413, 415, 429, 500, 503);

    /// <summary>An erasure: done, or done while files are still being cleared.</summary>
    public static RouteHandlerBuilder Erases<TUnfinished>(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(204).Produces<TUnfinished>(202).Fails(400, 401, 403, 404, 410, 429, 500, 503);

    /// <summary>An answer whose Location header says where the thing is.</summary>
    public static RouteHandlerBuilder Located(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new HasLocation());

    /// <summary>A command without a body.</summary>
    public static RouteHandlerBuilder TakesNothing<TAnswer>(this RouteHandlerBuilder endpoint, int status) =>
        endpoint.WithMetadata(new TakesCommand()).Commands<TAnswer>(status);

    private static RouteHandlerBuilder Commands<TAnswer>(this RouteHandlerBuilder endpoint, int status) =>
        endpoint.Produces<TAnswer>(status).Fails(400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503);

    private static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.Produces<ProblemResponse>(status, ProblemResponse.MediaType);
        return endpoint;
    }
}
