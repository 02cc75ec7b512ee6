using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Roles of those whom an OIDC issuer knows. A grant takes the place of the one before for the same subject.</summary>
internal static class GrantEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var grants = api.MapGroup("/grants").WithTags("Access");
        grants.MapPost("", GrantAsync).Named("grantRoles", "Grants roles to a subject of an OIDC issuer, in place of those before").Takes<GrantRequest, GrantJson>(200)
            .Requires(Right.Administer, At.Asked);
        grants.MapGet("", ListAsync).Named("listGrants", "Grants, revoked ones too, in pages").Query("cursor", "take").Reads<GrantPageJson>().Requires(Right.Administer, At.Asked);
        grants.MapGet("/{id}", GetAsync).Named("getGrant", "A grant").Reads<GrantJson>(404).Requires(Right.Administer, At.Asked);
        grants.MapPost("/{id}/revoke", RevokeAsync).Named("revokeGrant", "Takes the roles of a grant back at once").TakesNothing<GrantJson>(200)
            .Requires(Right.Administer, At.Asked);
    }

    private static async Task<IResult> GrantAsync(
        HttpContext http, RoleGrants grants, OidcTokens oidc, RoleDesk desk, CommandDoor door, DoneRequests requests, AuditTrail audit, TimeProvider time)
    {
        var sent = await KeyedBody.ReadAsync<GrantRequest>(http.Request);
        if (sent.Problem is { } unreadable) return unreadable;
        var (caller, inputs) = (Caller.Of(http), new Inputs(ProblemTypes.Invalid));
        var (roles, holder) = RoleDesk.Read(sent.Value.Roles, sent.Value.Holder, inputs);
        var issuer = inputs.Text("issuer", sent.Value.Issuer, GatewayLimits.IssuerLengthMax, nameof(GatewayLimits.IssuerLengthMax));
        var subject = inputs.Text("subject", sent.Value.Subject, GatewayLimits.SubjectLengthMax, nameof(GatewayLimits.SubjectLengthMax));
        if (inputs.Problem is { } broken) return broken;
        var (issuers, foreign) = await oidc.NamesAsync(issuer, http.RequestAborted);
        if (foreign is not null) return foreign;
        if (await desk.CheckGivingAsync(caller, roles, holder, http.RequestAborted) is { } refused) return refused;
        using var passage = door.Enter(http, UnitId.Root, sent.Key, "grant roles", sent.Bytes);
        if (passage.Problem is { } busy) return busy;
        var ids = RoleGrant.IdsOf(issuers, subject);
        var before = await grants.GetFirstAsync(ids, http.RequestAborted);
        // Giving also takes away what was there. That some other administrator gave roles elsewhere is as much as is said.
        if (before is { RevokedAt.IsSet: false } && !await desk.MayAdministerAsync(caller, before.Roles, http.RequestAborted)) return HeldByOthers;
        var grant = new RoleGrant(issuer, subject, roles, holder, Instant.From(time.GetUtcNow()), caller.Id) { Id = before?.Id ?? ids[0] };
        // The same said twice leaves the first as it is.
        var isThere = before is { RevokedAt.IsSet: false } && before.Holder == holder && before.Roles.SequenceEqual(roles);
        return await ChangeAsync(http, passage.Id, before, isThere ? before! : grant, grants, requests, audit);
    }

    // Every change of a grant: a request that was carried out before shows the grant as it stands, and does nothing again.
    private static async Task<IResult> ChangeAsync(
        HttpContext http, CommandId request, RoleGrant? before, RoleGrant after, RoleGrants grants, DoneRequests requests, AuditTrail audit)
    {
        var earlier = await requests.FindAsync(request, http.RequestAborted);
        if (earlier == Earlier.Other) return DoneRequests.Reused;
        if (earlier == Earlier.Same && before is not null)
        {
            IdempotencyKey.MarkReplayed(http);
            return Results.Json(ToWire.Grant(before));
        }
        if (ReferenceEquals(before, after))
        {
            await requests.KeepAsync(request, http.RequestAborted);
            return Results.Json(ToWire.Grant(after));
        }
        if (before is null && await grants.AreFullAsync(http.RequestAborted)) return TooMany;
        // To take roles back there is always room.
        if ((await requests.NoteAsync(request, http.RequestAborted) ?? (after.RevokedAt.IsSet ? [] : null)) is not { } note) return DoneRequests.TooMany;
        var isDone = await audit.ChangeAsync(http, after.Id, () => grants.PutAsync(after, before, note), done => done);
        if (isDone) requests.Written(note);
        return isDone ? Results.Json(ToWire.Grant(after)) : Changed;
    }

    private static async Task<IResult> ListAsync(string? cursor, string? take, HttpContext http, RoleGrants grants, RoleDesk desk)
    {
        var (page, next, wrong) = await desk.PageAsync(http, "grants", cursor, take, grants.ListAsync);
        return wrong is not null ? wrong : Results.Json(new GrantPageJson([.. page.Select(ToWire.Grant)], next));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, RoleGrants grants, RoleDesk desk) =>
        await FindAsync(id, http, grants, desk) is { } grant ? Results.Json(ToWire.Grant(grant)) : Missing;

    private static async Task<IResult> RevokeAsync(
        string id, HttpContext http, RoleGrants grants, RoleDesk desk, CommandDoor door, DoneRequests requests, AuditTrail audit, TimeProvider time)
    {
        var sent = await KeyedBody.ReadAsync(http.Request, NothingRequest.Instance);
        if (sent.Problem is { } unreadable) return unreadable;
        if (await FindAsync(id, http, grants, desk) is null) return Missing;
        using var passage = door.Enter(http, UnitId.Root, sent.Key, $"revoke grant {id}", sent.Bytes);
        if (passage.Problem is { } busy) return busy;
        if (await FindAsync(id, http, grants, desk) is not { } before) return Missing;
        var after = before.RevokedAt.IsSet ? before : before with { RevokedAt = Instant.From(time.GetUtcNow()) };
        return await ChangeAsync(http, passage.Id, before, after, grants, requests, audit);
    }

    private static async Task<RoleGrant?> FindAsync(string id, HttpContext http, RoleGrants grants, RoleDesk desk) =>
        await desk.ShownAsync(http, await grants.GetAsync(id, http.RequestAborted));

    private static readonly Problem Missing = Problem.Of(ProblemTypes.NotFound, "id", "no grant has this id", "List them with GET /api/v1/grants");

    private static readonly Problem TooMany = Problem.Of(
        ProblemTypes.LimitReached, "subject", $"at most {GatewayLimits.KeysMax} grants are kept, revoked ones among them (KeysMax)", "Grant roles to subjects that had some before",
        nameof(GatewayLimits.KeysMax));

    private static readonly Problem Changed = Problem.Of(ProblemTypes.Conflict, "subject", "somebody else has just changed this grant", "Read it and decide anew");

    private static readonly Problem HeldByOthers = Problem.Of(
        ProblemTypes.Forbidden, "subject", "this subject has roles that are not yours to take away, and a grant takes the place of all of them",
        "Ask an administrator of a unit above both to grant all its roles together");
}
