using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>The page at '/': what this is, how the engine does, and where to go from here.</summary>
internal static class HomePage
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/", ShowAsync).LetsEverybodyIn().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext http, IHierarchyEngine engine, AccessGuard guard, AccessMode mode)
    {
        var left = http.RequestAborted;
        // Numbers and names are for those who may read them; the links say what there is to whoever comes.
        var mayRead = await guard.MayReadAsync(Caller.Of(http), UnitId.Root, left);
        return PageShell.Page("HierarchySim", mayRead ? Head(engine.Status) + (mode.IsDemo ? Demo : "") + await TreeAsync(engine, left) + Links : Closed(engine.Status) + Links);
    }

    private static string Closed(EngineStatus status)
    {
        var condition = Words.Condition.Of(status.Condition);
        return $"""
            <h1>HierarchySim</h1>
            <p class="lead">A territorial hierarchy, run live: every unit from the nation to the household group passes directives down and answers up.
            This is the server's API; below is what it offers.</p>
            <p class="card">The engine is <span class="state {condition}">{condition}</span>. This server asks everybody for a token:
            <code>Authorization: Bearer TOKEN</code>. <code>/api/v1/me</code> says what a token may do.</p>

            """;
    }

    private static string Head(EngineStatus status)
    {
        var condition = Words.Condition.Of(status.Condition);
        var reason = status.Reason is { } why ? $": {Encode(why)}" : "";
        return $"""
            <h1>HierarchySim</h1>
            <p class="lead">A territorial hierarchy, run live: every unit from the nation to the household group passes directives down and answers up.
            This is the server's API; below is what it offers.</p>
            <p class="card">Engine <b>{Encode(status.Engine)}</b> is <span class="state {condition}">{condition}</span>{reason},
            with {Number(status.Units)} {(status.Units == 1 ? "unit" : "units")} loaded and {Number(status.Waiting)} commands, queries and messages waiting.</p>

            """;
    }

    private static async Task<string> TreeAsync(IHierarchyEngine engine, CancellationToken left)
    {
        UnitView? root;
        try
        {
            root = await engine.QueryAsync(new GetUnit(UnitId.Root), left);
        }
        catch (EngineUnavailableException)
        {
            return "<h2>The tree</h2>\n<p>It cannot be read now; the line above says why. Load this page again shortly.</p>\n";
        }
        return root is null ? Empty(engine.Scheme) : Tiles(root, engine.Scheme);
    }

    private static string Empty(LevelScheme scheme) =>
        $"""
        <h2>The tree is empty</h2>
        <p>Stop this server, import a list of units in the statistics office's download format, and start it again:</p>
        <pre>hierarchysim import units FILE
        hierarchysim serve</pre>
        <p>Or look around first, with a made-up district on an empty folder: <code>hierarchysim serve --demo</code>.
        <code>hierarchysim import units --help</code> lists what an import takes. Units will be of scheme <code>{Encode(scheme.Code)}</code>:
        {Encode(string.Join(" → ", scheme.Levels.Select(level => level.Name)))}.
        How far imports have come is kept under <a href="/api/v1/imports">/api/v1/imports</a>.</p>

        """;

    private static string Tiles(UnitView root, LevelScheme scheme)
    {
        var tiles = root.UnitsByLevel.Select((units, index) =>
            $"<li><b>{Number(units)}</b><span>{Encode(scheme.Levels[index].Name)}</span><span lang=\"vi\">{Encode(scheme.Levels[index].NameVi)}</span></li>");
        return $"""
            <h2>{Encode(root.Name)}: open units by level</h2>
            <ul class="tiles card">{string.Concat(tiles)}</ul>

            """;
    }

    private const string Demo =
        """
        <p class="card"><b>This is a demo</b>: its cells and household groups are made up, and so is everything that happens in it. Everybody on this
        machine may do everything. <a href="/demo/tokens"><code>/demo/tokens</code></a> gives tokens away, to try what each role may do.</p>

        """;

    private const string Links =
        """
        <h2>Where to go</h2>
        <ul class="links card">
        <li><a href="/docs"><code>/docs</code></a><span>The API to read and try, in this browser.</span></li>
        <li><a href="/openapi/v1.json"><code>/openapi/v1.json</code></a><span>The whole API, as OpenAPI 3.1.</span></li>
        <li><a href="/api/v1/units/root"><code>/api/v1/units/root</code></a><span>The root; from there, <code>…/{id}/children</code>, <code>…/rollup</code> and <code>…/directives</code>.</span></li>
        <li><a href="/api/v1/scheme"><code>/api/v1/scheme</code></a><span>Levels and kinds of units.</span></li>
        <li><a href="/api/v1/events"><code>/api/v1/events</code></a><span>What happened, oldest first; with <code>after</code> and <code>wait</code>, as it happens.</span></li>
        <li><a href="/api/v1/audit"><code>/api/v1/audit</code></a><span>Who did what, newest first.</span></li>
        <li><code>/hubs/hierarchy</code><span>The live hub (SignalR over WebSockets): units, directives and cases as they change.</span></li>
        <li><a href="/api/v1/imports"><code>/api/v1/imports</code></a><span>How far imports have come.</span></li>
        <li><a href="/api/v1/status"><code>/api/v1/status</code></a><span>What the engine says of itself; <a href="/health/ready">readiness</a> for load balancers.</span></li>
        <li><a href="/problems"><code>/problems</code></a><span>Every kind of error, and what to do about it.</span></li>
        </ul>
        """;

    private static string Encode(string text) => PageShell.Html.Encode(text);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
