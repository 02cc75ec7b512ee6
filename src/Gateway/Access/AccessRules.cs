using HierarchySim.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>Which unit a right is needed at.</summary>
internal enum At
{
    /// <summary>The unit in the address.</summary>
    Unit,

    /// <summary>The origin of the case in the address, or any unit that has it or has handled it.</summary>
    Case,

    /// <summary>The origin of the case in the address.</summary>
    CaseOrigin,

    /// <summary>The issuer of the directive in the address.</summary>
    Issuer,

    /// <summary>The issuer, or a unit of the caller's that the directive has reached.</summary>
    Receiver,

    /// <summary>The unit in the query; the issuer of the directive in the address when it is left out.</summary>
    Part,

    /// <summary>The home unit of the official in the address.</summary>
    Official,

    /// <summary>The home unit of the team in the address.</summary>
    Team,

    /// <summary>The home unit of the assignment in the address.</summary>
    Assignment,

    /// <summary>The root: what is about the data set as a whole.</summary>
    Root,

    /// <summary>Somewhere. Where exactly, the body or the query says, and the handler asks the guard about that.</summary>
    Asked,

    /// <summary>Nowhere: being somebody is enough.</summary>
    Anywhere,
}

/// <summary>What an endpoint needs. Every endpoint of the API says it; one that does not is refused to everybody.</summary>
internal sealed record AccessNeed(Right Right, At At);

/// <summary>Marks an endpoint outside the API that needs no caller at all.</summary>
internal sealed record OpenToAll;

/// <summary>Enforces what endpoints say they need, for all of them in one place.</summary>
internal static class AccessRules
{
    /// <summary>What it takes to call an endpoint.</summary>
    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder endpoint, Right right, At at = At.Unit) => endpoint.WithMetadata(new AccessNeed(right, at));

    /// <summary>Lets everybody in, with a token and without.</summary>
    public static TBuilder LetsEverybodyIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenToAll());

    /// <summary>Applies the rule to all endpoints of a group.</summary>
    public static TBuilder RefuseStrangers<TBuilder>(this TBuilder group)
        where TBuilder : IEndpointConventionBuilder =>
        group.AddEndpointFilter(async (context, next) => await CheckAsync(context.HttpContext) is { } problem ? problem : await next(context));

    private static async ValueTask<Problem?> CheckAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<AccessNeed>() is not { } need)
        {
            http.RequestServices.GetRequiredService<ILogger<AccessGuard>>().LogError("{Endpoint} does not say who may call it", http.GetEndpoint()?.DisplayName);
            return Undecided;
        }
        var guard = http.RequestServices.GetRequiredService<AccessGuard>();
        var (caller, right, left, inputs) = (Caller.Of(http), need.Right, http.RequestAborted, Inputs.OfAddress());
        ValueTask<Problem?> AtUnit(UnitId unit, Problem missing) =>
            inputs.Problem is { } wrong ? ValueTask.FromResult<Problem?>(wrong) : guard.CheckAsync(caller, right, unit, missing, left);
        var id = http.GetRouteValue("id") as string;
        switch (need.At)
        {
            case At.Unit: return await AtUnit(inputs.Unit("id", id), Missing.Unit());
            case At.Issuer: return await AtUnit(inputs.Directive("id", id).Issuer, Missing.Directive());
            case At.Official: return await AtUnit(inputs.Holder("id", id).Home, Missing.Official());
            case At.Team: return await AtUnit(inputs.Holder("id", id).Home, Missing.Team());
            case At.Assignment: return await AtUnit(inputs.Assignment("id", id).Home, Missing.Assignment());
            case At.Root: return await guard.ReachAsync(caller, right, UnitId.Root, left) == Reach.Allowed ? null : AccessGuard.Forbidden(caller, right, "root");
            case At.Asked: return AccessGuard.HasSomewhere(caller, right) ? null : AccessGuard.Forbidden(caller, right, "roles");
            case At.Anywhere: return null;
            case At.Case:
                var caseId = inputs.Case("id", id);
                return inputs.Problem ?? await guard.CheckCaseAsync(caller, right, caseId, left);
            case At.CaseOrigin:
                var raised = inputs.Case("id", id);
                if (inputs.Problem is { } wrong) return wrong;
                return await guard.ReachAsync(caller, right, raised.Origin, left) == Reach.Allowed ? null
                    : await guard.CheckCaseAsync(caller, Right.Read, raised, left) ?? AccessGuard.Forbidden(caller, right, "id");
            case At.Receiver:
                var received = inputs.Directive("id", id);
                return inputs.Problem ?? ((await guard.StandpointAsync(caller, received, left)).IsValid ? null : Missing.Directive());
            case At.Part:
                var directive = inputs.Directive("id", id);
                return http.Request.Query["unit"] is [{ } unit]
                    ? await AtUnit(inputs.Unit("unit", unit), Missing.Unit("unit"))
                    : await AtUnit(directive.Issuer, Missing.Directive());
            default: return Undecided;
        }
    }

    private static readonly Problem Undecided = new(
        ProblemTypes.Internal, "This address does not say who may call it, so nobody may. This is a defect of the server; report it with the address.");
}
