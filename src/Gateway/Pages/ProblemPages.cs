using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>The pages that a problem's <c>type</c> leads to.</summary>
internal static class ProblemPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/problems", All).LetsEverybodyIn().ExcludeFromDescription();
        app.MapGet("/problems/{name}", (string name) => ProblemTypes.Find(name) is { } type ? One(type) : Unknown).LetsEverybodyIn().ExcludeFromDescription();
    }

    private static IResult All() => PageShell.Page(
        "Problems",
        $"<h1>Problems</h1>\n<p class=\"lead\">Every error of the API names one of these in its <code>type</code>. They keep their names.</p>\n<ul class=\"links card\">"
        + string.Concat(ProblemTypes.All.Select(type => $"<li><a href=\"{type.Uri}\"><code>{type.Name}</code></a><span>{type.Status} — {Encode(type.Title)}</span></li>\n"))
        + "</ul>\n<p><a href=\"/\">Start page</a></p>");

    private static IResult One(ProblemType type) => PageShell.Page(
        type.Title,
        $"""
        <h1>{Encode(type.Title)}</h1>
        <p class="lead"><code>{type.Uri}</code>, HTTP {type.Status}</p>
        <dl class="card"><dt>What it means</dt><dd>{Encode(type.Meaning)}</dd><dt>What to do</dt><dd>{Encode(type.NextStep)}</dd></dl>
        <p><a href="/problems">All problems</a></p>
        """);

    private static readonly Problem Unknown = Problem.Of(ProblemTypes.NotFound, "name", "no problem has this name", "See /problems for all of them");

    private static string Encode(string text) => PageShell.Html.Encode(text);
}
