using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>
/// For load balancers and supervisors. Live means the process answers; ready means the engine takes work, if only reads, and
/// that requests may be sent here.
/// </summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health").RefuseUnknownQuery().LetsEverybodyIn();
        health.MapGet("/live", (IHierarchyEngine engine) => Answer("live", engine.Status)).Named("getLiveness", "Does the process answer")
            .Produces<HealthJson>().Produces<ProblemResponse>(400, ProblemResponse.MediaType);
        health.MapGet("/ready", (IHierarchyEngine engine, Draining draining) => draining.HasBegun ? Leaving : Ready(engine.Status)).Named("getReadiness", "May requests be sent here")
            .Produces<HealthJson>().Produces<ProblemResponse>(400, ProblemResponse.MediaType).Produces<ProblemResponse>(503, ProblemResponse.MediaType);
    }

    private static IResult Ready(EngineStatus status) =>
        status.Condition is EngineCondition.Ready or EngineCondition.ReadOnly
            ? Answer("ready", status)
            : new Problem(
                ProblemTypes.NotReady, $"The engine is {Words.Condition.Of(status.Condition)}: {status.Reason ?? "it gave no reason"}. Wait, and ask again.",
                RetryAfterSeconds: GatewayLimits.RetryUnavailableSeconds);

    private static readonly Problem Leaving = new(
        ProblemTypes.NotReady, "The server is about to stop and serves what it has. Send new requests elsewhere.",
        RetryAfterSeconds: GatewayLimits.RetryUnavailableSeconds);

    private static IResult Answer(string word, EngineStatus status) => Results.Json(new HealthJson(word, Words.Condition.Of(status.Condition), status.Reason));
}
