using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace HierarchySim.Gateway;

/// <summary>
/// Turns new work away before it hurts work that was accepted: by caller, by requests at work, and by what waits inside the engine.
/// What is turned away was not begun, so the same request can be sent again under the same key.
/// </summary>
internal sealed class RequestDoor(IHierarchyEngine engine, CallerRates rates, OverloadOptions options, Draining draining)
{
    private int inFlight;

    /// <summary>Requests at work.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Adds what the rules need.</summary>
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(new OverloadOptions());
        services.AddSingleton<CallerRates>();
        services.AddSingleton<Draining>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Draining>());
        services.AddSingleton<RequestDoor>();
    }

    /// <summary>Applies the rules to all endpoints of a group. They run when the caller is known.</summary>
    public static TBuilder Guard<TBuilder>(TBuilder group)
        where TBuilder : IEndpointConventionBuilder =>
        group.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<RequestDoor>().PassAsync(context, next));

    private async ValueTask<object?> PassAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var atWork = Interlocked.Increment(ref inFlight);
        try
        {
            if (draining.HasBegun) http.Response.Headers.Connection = "close";
            if (atWork > options.RequestsInFlight) return TooMany;
            if (rates.Take(http) is { } tooOften) return tooOften;
            if (IsCommand(http.Request) && engine.Status.Waiting > options.EngineWaiting) return EngineBusy;
            return await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private static bool IsCommand(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    private Problem TooMany => Problem.Of(
        ProblemTypes.Overloaded, "server", $"{options.RequestsInFlight} requests are at work (RequestsInFlightMax)", "Send it again after the seconds in Retry-After",
        nameof(GatewayLimits.RequestsInFlightMax)) with
    { RetryAfterSeconds = GatewayLimits.RetryBusySeconds };

    private Problem EngineBusy => Problem.Of(
        ProblemTypes.Overloaded, "engine", $"more than {options.EngineWaiting} commands, queries and messages wait inside (EngineWaitingMax)",
        "Send the same request with the same Idempotency-Key after the seconds in Retry-After", nameof(GatewayLimits.EngineWaitingMax)) with
    { RetryAfterSeconds = GatewayLimits.RetryBusySeconds };
}
