using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// The frame of the server's few plain pages. Each is one answer: no script, no picture, no other host; the policy sent with
/// it allows nothing but its own style sheet.
/// </summary>
internal static class PageShell
{
    /// <summary>Makes text safe inside a page.</summary>
    public static HtmlEncoder Html { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A page as an answer.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML of the main part.</param>
    public static IResult Page(string title, string body) => new PageAnswer(title, body);

    private sealed class PageAnswer(string title, string body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.CacheControl = "no-cache";
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers["Referrer-Policy"] = "no-referrer";
            return response.WriteAsync(Frame(title, body), httpContext.RequestAborted);
        }
    }

    private static string Frame(string title, string body) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Html.Encode(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>
        """;

    private const string Style =
        """
        :root{color-scheme:light dark;--ground:#f6f5f1;--card:#fff;--ink:#1d2429;--soft:#5a666e;--line:#dcd9d0;--accent:#8a1f1f;--good:#1d6b41;--warn:#8a5a00}
        @media (prefers-color-scheme:dark){:root{--ground:#14181b;--card:#1c2226;--ink:#e8e6e1;--soft:#a3adb3;--line:#333c42;--accent:#f0a08e;--good:#7ccb9c;--warn:#e5b65c}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
        main{max-width:58rem;margin:0 auto;padding:clamp(1.25rem,4vw,3rem)}
        h1{margin:0;font-size:clamp(1.7rem,5vw,2.4rem);letter-spacing:-.02em;line-height:1.15}
        h2{margin:2.2rem 0 .7rem;font-size:1.1rem}
        p{max-width:42rem}
        .lead{color:var(--soft);margin:.5rem 0 1.5rem}
        a{color:var(--accent);text-underline-offset:.2em}
        a:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
        code,pre{font-family:ui-monospace,monospace;font-size:.92em}
        pre{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;overflow-x:auto}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.7rem;padding:1.1rem 1.3rem;max-width:none}
        ul{margin:0;list-style:none}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(7rem,1fr));gap:1rem .7rem}
        .tiles b{display:block;font-size:1.45rem;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
        .tiles span{display:block;color:var(--soft);font-size:.9rem;line-height:1.4}
        .state{display:inline-block;font-weight:600;color:var(--warn)}
        .state.ready{color:var(--good)}
        .links{padding-block:.4rem}
        .links li{display:grid;grid-template-columns:minmax(0,15rem) 1fr;gap:.2rem 1.2rem;padding:.55rem 0;border-top:1px solid var(--line)}
        .links li:first-child{border-top:0}
        .links span{color:var(--soft)}
        .links code{overflow-wrap:anywhere}
        @media (max-width:40rem){.links li{grid-template-columns:1fr}}
        dt{font-weight:600;margin-top:1rem}dd{margin:.2rem 0 0;max-width:42rem}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
