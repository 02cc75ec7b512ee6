using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Carries requests about what home units keep: makes, changes, reads and lists. Commands go to the home unit, and every answer shows
/// the thing as it is after the commit.
/// </summary>
internal sealed class HolderDesk(CommandDesk commands, TimeProvider time)
{
    /// <summary>Where commands and reads go.</summary>
    public IHierarchyEngine Engine => commands.Engine;

    /// <summary>The local day.</summary>
    public DateOnly Today => Instant.From(time.GetUtcNow()).DateAt(Engine.Scheme.Offset);

    /// <summary>Makes one at a home unit.</summary>
    /// <param name="kind">What is made.</param>
    /// <param name="id">Id of the home unit, as the address has it.</param>
    /// <param name="http">The request.</param>
    /// <param name="operation">What is asked, apart from the body.</param>
    /// <param name="read">What the body means at a home unit.</param>
    public async Task<IResult> MakeAsync<TId, TRequest>(
        HomeKind<TId> kind, string id, HttpContext http, string operation, Func<UnitId, TRequest, Inputs, CommandDraft> read)
        where TId : struct
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var home = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await commands.RunAsync<TRequest>(http, home, operation, null, (request, inputs) => read(home, request, inputs), answer =>
        {
            var made = kind.IdOf(home, answer.Number);
            http.Response.Headers.Location = kind.PathOf(made);
            return ViewAsync(kind, made, kind.Made, http);
        });
    }

    /// <summary>Changes one.</summary>
    /// <param name="kind">What is changed.</param>
    /// <param name="id">Its id, as the address has it.</param>
    /// <param name="http">The request.</param>
    /// <param name="operation">What is asked, apart from the id and the body.</param>
    /// <param name="read">What the body means for the one changed.</param>
    /// <param name="whenEmpty">What a missing body means; null where there must be one.</param>
    public async Task<IResult> ChangeAsync<TId, TRequest>(
        HomeKind<TId> kind, string id, HttpContext http, string operation, Func<TId, TRequest, Inputs, Command> read,
        TRequest? whenEmpty = null)
        where TId : struct
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var changed = kind.IdIn(address, id);
        if (address.Problem is { } wrong) return wrong;
        return await commands.RunAsync(
            http, kind.HomeOf(changed), $"{operation} {changed}", whenEmpty, (request, inputs) => read(changed, request, inputs),
            _ => ViewAsync(kind, changed, kind.Changed, http));
    }

    /// <summary>Reads one.</summary>
    public async Task<IResult> GetAsync<TId>(HomeKind<TId> kind, string id, HttpContext http)
        where TId : struct
    {
        var inputs = Inputs.OfAddress();
        var one = kind.IdIn(inputs, id);
        if (inputs.Problem is { } wrong) return wrong;
        return await kind.FindAsync(Engine, one, Today, http.RequestAborted) is { } found ? EntityTags.Answer(http, found.Edition, found.View) : kind.Missing();
    }

    /// <summary>Reads a page of a home unit's officials, or of its teams.</summary>
    /// <param name="list">What is listed, as cursors know it.</param>
    /// <param name="wanted">True for those listed.</param>
    /// <param name="page">The page of some holders, and the cursor of the next page.</param>
    /// <param name="id">Id of the home unit, as the address has it.</param>
    /// <param name="cursor">Where the page begins, as the address has it.</param>
    /// <param name="take">How many to list, as the address has it.</param>
    /// <param name="left">Stops reading.</param>
    public async Task<IResult> ListAsync<TPage>(
        string list, Func<HolderView, bool> wanted, Func<List<HolderView>, string?, TPage> page, string id, string? cursor, string? take,
        CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var home = inputs.Unit("id", id);
        var listAtHome = $"{list} of {home}";
        var (after, count) = (inputs.Place(listAtHome, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await HolderReading.PageAsync(Engine, home, wanted, after, count, left) is not var (items, next)) return Missing.Unit();
        return Results.Json(page(items, next > 0 ? Cursor.Write(listAtHome, next.ToString(CultureInfo.InvariantCulture)) : null));
    }

    private async Task<IResult> ViewAsync<TId>(HomeKind<TId> kind, TId id, int status, HttpContext http)
        where TId : struct =>
        await kind.FindAsync(Engine, id, Today, http.RequestAborted) is { } found ? EntityTags.Changed(http, found.Edition, found.View, status) : kind.Missing();
}
