using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// The catalogue as callers read and replace it. Replacements pass one at a time, so that none comes between another's look at the
/// edition and its change. Gateways of one engine do not know of each other here: between two of them the later one prevails.
/// </summary>
internal sealed class CatalogDesk(IHierarchyEngine engine) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Shown? shown;

    /// <summary>The edition of the catalogue in use.</summary>
    public Edition Edition => Current.Edition;

    /// <summary>The catalogue in use, or 304 when the caller has it.</summary>
    public IResult Answer(HttpContext http) => EntityTags.Answer(http, Current.Edition, Current.View);

    /// <summary>The answer to a replacement.</summary>
    public IResult Replaced(HttpContext http) => EntityTags.Changed(http, Current.Edition, Current.View, StatusCodes.Status200OK);

    /// <summary>Waits for the turn to replace it; leave by disposing.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken left)
    {
        await gate.WaitAsync(left);
        return new Turn(gate);
    }

    public void Dispose() => gate.Dispose();

    private Shown Current
    {
        get
        {
            var catalog = engine.Catalog;
            if (shown is { } known && ReferenceEquals(known.Catalog, catalog)) return known;
            var view = ToWire.Catalog(catalog, engine.Scheme);
            return shown = new Shown(catalog, view, Edition.OfText(JsonSerializer.Serialize(view, WireJson.Options)));
        }
    }

    private sealed record Shown(Catalog Catalog, CatalogJson View, Edition Edition);

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
