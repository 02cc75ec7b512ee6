using HierarchySim.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>API keys. Whoever administers every unit of a key's roles sees it and may rotate and revoke it.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Access");
        keys.MapPost("", MakeAsync).Named("makeKey", "Makes an API key; its token is in this answer and nowhere else").Takes<MakeKeyRequest, MadeKeyJson>(201)
            .Requires(Right.Administer, At.Asked);
        keys.MapGet("", ListAsync).Named("listKeys", "API keys, revoked ones too, in pages").Query("cursor", "take").Reads<KeyPageJson>().Requires(Right.Administer, At.Asked);
        keys.MapGet("/{id}", GetAsync).Named("getKey", "An API key: roles, expiry, last use").Reads<KeyJson>(404).Requires(Right.Administer, At.Asked);
        keys.MapPost("/{id}/rotate", RotateAsync).Named("rotateKey", "Gives an API key another secret").MayTake<RotateKeyRequest, MadeKeyJson>(200)
            .Requires(Right.Administer, At.Asked);
        keys.MapPost("/{id}/revoke", RevokeAsync).Named("revokeKey", "Ends an API key at once and for good").TakesNothing<KeyJson>(200)
            .Requires(Right.Administer, At.Asked);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, ApiKeys keys, RoleDesk desk, CommandDoor door, DoneRequests requests, AuditTrail audit, TimeProvider time)
    {
        var sent = await KeyedBody.ReadAsync<MakeKeyRequest>(http.Request);
        if (sent.Problem is { } unreadable) return unreadable;
        var (caller, now, inputs) = (Caller.Of(http), Instant.From(time.GetUtcNow()), new Inputs(ProblemTypes.Invalid));
        var (roles, holder) = RoleDesk.Read(sent.Value.Roles, sent.Value.Holder, inputs);
        var made = new NewKey(
            inputs.Text("name", sent.Value.Name, GatewayLimits.KeyNameLengthMax, nameof(GatewayLimits.KeyNameLengthMax)), roles, holder,
            ExpiryOf(sent.Value.ExpiresAt, now, inputs));
        if (inputs.Problem is { } broken) return broken;
        if (await desk.CheckGivingAsync(caller, roles, holder, http.RequestAborted) is { } refused) return refused;
        using var passage = door.Enter(http, UnitId.Root, sent.Key, "make key", sent.Bytes);
        if (passage.Problem is { } busy) return busy;
        var (command, id) = (passage.Id, ApiKeys.IdOf(passage.Id));
        var earlier = await requests.FindAsync(command, http.RequestAborted);
        if (earlier == Earlier.Other) return DoneRequests.Reused;
        if (earlier == Earlier.Same && await keys.GetAsync(id, http.RequestAborted) is { } there)
            return await AnswerAsync(new MadeKey(there, null, null), StatusCodes.Status201Created, http, keys, now);
        if (await requests.NoteAsync(command, http.RequestAborted) is not { } note) return DoneRequests.TooMany;
        var result = await audit.ChangeAsync(http, id, () => keys.MakeAsync(made, caller.Id, command, note, http.RequestAborted), result => result.Token is not null);
        if (result.Token is not null) requests.Written(note);
        return await AnswerAsync(result, StatusCodes.Status201Created, http, keys, now);
    }

    private static Instant ExpiryOf(string? text, Instant now, Inputs inputs)
    {
        const long DayMs = 24 * 3_600_000L;
        if (text is null) return now.PlusMs(GatewayLimits.KeyDaysDefault * DayMs);
        var at = inputs.TimeOrNone("expiresAt", text);
        return now < at && at <= now.PlusMs(GatewayLimits.KeyDaysMax * DayMs) ? at
            : inputs.Fail("expiresAt", $"a key ends in the future, within {GatewayLimits.KeyDaysMax} days (KeyDaysMax)", "Correct the time", at, nameof(GatewayLimits.KeyDaysMax));
    }

    private static async Task<IResult> ListAsync(string? cursor, string? take, HttpContext http, ApiKeys keys, RoleDesk desk, TimeProvider time)
    {
        var (page, next, wrong) = await desk.PageAsync(http, "keys", cursor, take, keys.ListAsync);
        if (wrong is not null) return wrong;
        var items = new List<KeyJson>();
        foreach (var key in page) items.Add(ToWire.Key(key, await keys.LastUsedAsync(key.Id, http.RequestAborted), Instant.From(time.GetUtcNow())));
        return Results.Json(new KeyPageJson(items, next));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, ApiKeys keys, RoleDesk desk, TimeProvider time) =>
        await FindAsync(id, http, keys, desk) is { } key
            ? Results.Json(ToWire.Key(key, await keys.LastUsedAsync(id, http.RequestAborted), Instant.From(time.GetUtcNow())))
            : ApiKeys.Missing;

    private static async Task<IResult> RotateAsync(
        string id, HttpContext http, ApiKeys keys, RoleDesk desk, AccessGuard guard, CommandDoor door, DoneRequests requests, AuditTrail audit, TimeProvider time)
    {
        var sent = await KeyedBody.ReadAsync(http.Request, RotateKeyRequest.Instance);
        if (sent.Problem is { } unreadable) return unreadable;
        if (sent.Value.GraceSeconds is < 0 or > GatewayLimits.KeyGraceSecondsMax) return LongGrace;
        if (await FindAsync(id, http, keys, desk) is not { } old) return ApiKeys.Missing;
        var (caller, now) = (Caller.Of(http), Instant.From(time.GetUtcNow()));
        // Whoever rotates a key has its token then, and with it the name of its official.
        if (old.Holder.IsValid && await guard.ReachAsync(caller, Right.Administer, old.Holder.Home, http.RequestAborted) != Reach.Allowed)
            return AccessGuard.Forbidden(caller, Right.Administer, "holder");
        using var passage = door.Enter(http, UnitId.Root, sent.Key, $"rotate key {id}", sent.Bytes);
        if (passage.Problem is { } busy) return busy;
        var earlier = await requests.FindAsync(passage.Id, http.RequestAborted);
        if (earlier == Earlier.Other) return DoneRequests.Reused;
        if (earlier == Earlier.Same) return await AnswerAsync(new MadeKey(await keys.GetAsync(id, http.RequestAborted) ?? old, null, null), StatusCodes.Status200OK, http, keys, now);
        if (!old.IsInForce(now)) return ApiKeys.Over;
        if (await requests.NoteAsync(passage.Id, http.RequestAborted) is not { } note) return DoneRequests.TooMany;
        var result = await audit.ChangeAsync(http, id, () => keys.RotateAsync(id, sent.Value.GraceSeconds ?? 0, note, http.RequestAborted), result => result.Token is not null);
        if (result.Token is not null) requests.Written(note);
        return await AnswerAsync(result, StatusCodes.Status200OK, http, keys, now);
    }

    private static async Task<IResult> RevokeAsync(
        string id, HttpContext http, ApiKeys keys, RoleDesk desk, CommandDoor door, DoneRequests requests, AuditTrail audit, TimeProvider time)
    {
        var sent = await KeyedBody.ReadAsync(http.Request, NothingRequest.Instance);
        if (sent.Problem is { } unreadable) return unreadable;
        if (await FindAsync(id, http, keys, desk) is not { } old) return ApiKeys.Missing;
        using var passage = door.Enter(http, UnitId.Root, sent.Key, $"revoke key {id}", sent.Bytes);
        if (passage.Problem is { } busy) return busy;
        var earlier = await requests.FindAsync(passage.Id, http.RequestAborted);
        if (earlier == Earlier.Other) return DoneRequests.Reused;
        if (earlier == Earlier.Same) IdempotencyKey.MarkReplayed(http);
        else if (old.RevokedAt.IsSet) await requests.KeepAsync(passage.Id, http.RequestAborted);
        else
        {
            // To end a key there is always room.
            var note = await requests.NoteAsync(passage.Id, http.RequestAborted) ?? [];
            if (await audit.ChangeAsync(http, id, () => keys.RevokeAsync(id, note, http.RequestAborted), key => key is not null) is { } revoked)
            {
                requests.Written(note);
                old = revoked;
            }
        }
        return Results.Json(ToWire.Key(old, await keys.LastUsedAsync(id, http.RequestAborted), Instant.From(time.GetUtcNow())));
    }

    private static async Task<ApiKey?> FindAsync(string id, HttpContext http, ApiKeys keys, RoleDesk desk) =>
        await desk.ShownAsync(http, await keys.GetAsync(id, http.RequestAborted));

    private static async Task<IResult> AnswerAsync(MadeKey result, int status, HttpContext http, ApiKeys keys, Instant now)
    {
        if (result.Problem is { } problem) return problem;
        var key = result.Key!;
        if (result.IsRepeated) IdempotencyKey.MarkReplayed(http);
        if (status == StatusCodes.Status201Created) http.Response.Headers.Location = $"{Paths.Api}/keys/{key.Id}";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new MadeKeyJson(result.Token, ToWire.Key(key, await keys.LastUsedAsync(key.Id, http.RequestAborted), now)), statusCode: status);
    }

    private static readonly Problem LongGrace = Problem.Of(
        ProblemTypes.Invalid, "graceSeconds", $"an old secret goes on for 0 to {GatewayLimits.KeyGraceSecondsMax} seconds (KeyGraceSecondsMax)", "Correct it",
        nameof(GatewayLimits.KeyGraceSecondsMax));
}
