using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Gateway;
using HierarchySim.Import;
using HierarchySim.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Command = System.CommandLine.Command;

namespace HierarchySim.Cli.Commands;

/// <summary><c>serve</c>: engine and REST in one process.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = Shared.Data();
        var scheme = Shared.Scheme();
        var urls = new Option<string>("--urls")
        {
            Description = "Addresses to listen on, separated by ';'. Beyond this machine only with keys or an issuer of tokens.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var demo = new Option<bool>("--demo") { Description = "On an empty folder, make the demo district; on a demo's folder, go on with it. Adds a small steady stream of life." };
        var hosts = new Option<string?>("--hosts") { Description = "Names under which other machines ask for this server, separated by ';'.", HelpName = "NAME" };
        var authority = new Option<string?>("--oidc-authority") { Description = "OIDC issuer whose tokens are taken beside API keys. Roles are granted here (POST /api/v1/grants).", HelpName = "URL" };
        var audience = new Option<string?>("--oidc-audience") { Description = "Audience those tokens must be for.", HelpName = "NAME" };
        // A clock that is not the machine's dates what happens wrongly for ever, so help does not offer it.
        var clockAhead = new Option<int>("--clock-ahead") { Description = "Days the clock runs ahead, for rehearsals and tests.", HelpName = "DAYS", Hidden = true };
        clockAhead.Validators.Add(result =>
        {
            // What is no number at all is told by the parser itself.
            if (result.Tokens is [var given] && int.TryParse(given.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && (days is < 0 or > Limits.ClockAheadDaysMax))
                result.AddError($"--clock-ahead: the clock runs 0 to {Limits.ClockAheadDaysMax} days ahead (ClockAheadDaysMax). Give a number of days in between.");
        });
        var drain = new Option<int>("--drain") { Description = $"Seconds between failing readiness and stopping, 0 to {OverloadOptions.DrainSecondsMax}, for load balancers to notice.", HelpName = "SECONDS" };
        drain.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && int.TryParse(given.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && seconds is < 0 or > OverloadOptions.DrainSecondsMax)
                result.AddError($"--drain: give 0 to {OverloadOptions.DrainSecondsMax} seconds.");
        });
        var otlp = new Option<string?>("--otlp") { Description = "Send traces and metrics to this OpenTelemetry collector (OTLP over gRPC), such as http://127.0.0.1:4317.", HelpName = "URL" };
        var logJson = new Option<bool>("--log-json") { Description = "Write the log as JSON, one object a line." };
        var command = new Command("serve", "Run the live system: engine and REST API in one process. Ctrl-C stops it cleanly.")
        {
            data, urls, hosts, authority, audience, demo, scheme, drain, otlp, logJson, clockAhead,
        };
        command.SetAction(parsed =>
        {
            var output = new Output(json: false);
            var plan = new ServePlan(parsed.GetValue(urls)!, parsed.GetValue(hosts), parsed.GetValue(demo), parsed.GetValue(authority), parsed.GetValue(audience));
            return Shared.GuardAsync(output, () => RunAsync(
                output, parsed.GetValue(data)!, plan, Shared.ReadScheme(parsed.GetValue(scheme)), parsed.GetValue(clockAhead),
                new ServeWatching(parsed.GetValue(drain), parsed.GetValue(otlp), parsed.GetValue(logJson))));
        });
        return command;
    }

    private static async Task<int> RunAsync(Output output, string folder, ServePlan plan, string? schemeJson, int daysAhead, ServeWatching watching)
    {
        var time = ClockAhead.For(daysAhead);
        if (daysAhead > 0) Output.Note($"The clock runs {daysAhead} days ahead: for rehearsals and tests. What happens now is dated so for good.");
        var (addresses, beyond, refusal) = Addresses.Read(plan.Urls);
        if ((refusal ?? plan.Refusal(beyond, folder)) is { } wrong) return output.Fail(ExitCodes.Usage, wrong);
        if (Telemetry.Refuse(watching.Otlp) is { } wrongCollector) return output.Fail(ExitCodes.Usage, wrongCollector);
        using var telemetry = Telemetry.Start(watching.Otlp);
        var demo = plan.Demo;
        using var unused = UnusedFolder.Before(folder);
        await using var engine = await Shared.OpenAsync(output, folder, schemeJson, time: time).ConfigureAwait(false);
        var access = await plan.AccessAsync(engine).ConfigureAwait(false);
        // Before the addresses are ours: a data set that is no demo's must not stand open for the moment that it takes to find out.
        if (demo && await DemoTree.RefusalAsync(engine).ConfigureAwait(false) is { } noDemo) return output.Fail(ExitCodes.InputRefused, $"--demo: {noDemo}");
        if (beyond is not null && !access.RequireTokens) return output.Fail(ExitCodes.Usage, ServePlan.NoKeys(beyond, folder));
        await using var app = Build(engine, time, addresses, Addresses.Hosts(addresses, plan.Hosts), access, watching);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return output.Fail(ExitCodes.Usage, $"--urls: cannot listen on {plan.Urls}: {(e.InnerException ?? e).Message.TrimEnd('.')}. Choose another port, or stop what uses it.");
        }
        unused.Keep();
        // The demo is made once the addresses are ours: where the server cannot start, it is not left behind in a folder that had no units.
        if (demo && await DemoTree.CreateAsync(engine, time).ConfigureAwait(false) is { } reason)
            return output.Fail(ExitCodes.InputRefused, $"--demo: {reason}");
        await AnnounceAsync(engine, app, access, folder).ConfigureAwait(false);
        if (watching.DrainSeconds > 0)
            app.Lifetime.ApplicationStopping.Register(() => Output.Note($"Draining for {watching.DrainSeconds} s: requests are still answered, watches move elsewhere."));
        if (beyond is not null) Output.Note("Other machines can reach this server, and it does not encrypt: put a proxy with TLS in front, or tokens can be read on the way.");

        using var ending = new CancellationTokenSource();
        var life = demo ? new DemoLife(engine, time).RunAsync(ending.Token) : Task.CompletedTask;
        await app.WaitForShutdownAsync().ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        try
        {
            await life.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The stream of life ends with the server.
        }
        Output.Note("Stopping: answering what was accepted.");
        return ExitCodes.Ok;
    }

    private static WebApplication Build(StandaloneEngine engine, TimeProvider time, IReadOnlyList<string> urls, IReadOnlyList<string> hosts, AccessOptions access, ServeWatching watching)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The command line says all there is to say: settings from the environment or a file nearby could add endpoints that others reach.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        if (watching.LogJson) builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Why the server does not start is told by the command itself.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([.. urls]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.LimitConnections());
        builder.Services.AddSingleton<IHierarchyEngine>(engine);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(new OverloadOptions { Drain = TimeSpan.FromSeconds(watching.DrainSeconds) });
        builder.Services.AddHierarchyGateway(access);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10 + watching.DrainSeconds));
        var app = builder.Build();
        app.UseHostNames(hosts);
        app.MapHierarchyGateway();
        return app;
    }

    private static async Task AnnounceAsync(StandaloneEngine engine, WebApplication app, AccessOptions access, string folder)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var root = await engine.QueryAsync(new GetUnit(UnitId.Root)).ConfigureAwait(false);
        foreach (var address in addresses) Console.Out.WriteLine($"Serving {engine.Status.Units:N0} units on {address}");
        Console.Out.WriteLine($"Loaded in: {engine.LoadedIn}.");
        if (root is null)
            Console.Out.WriteLine($"The tree is empty. Stop with Ctrl-C and import a list:  hierarchysim import units FILE --data {folder}   or start the demo:  hierarchysim serve --demo");
        if (access.IsDemo)
            Console.Out.WriteLine(
                "This is a demo: its cells and household groups are made up, and so is everything that happens in it. Everybody on this machine may do "
                + "everything, and GET /demo/tokens gives tokens for its roles away.");
        else if (access.RequireTokens) Console.Out.WriteLine("Every request needs a token: 'Authorization: Bearer TOKEN'.");
        else
            Console.Out.WriteLine($"OPEN: there are no keys, so everybody on this machine may do everything. Make a key:  hierarchysim keys create --name TEXT --data {folder}");
        Console.Out.WriteLine("Ctrl-C stops.");
    }
}

/// <summary>How a server is watched and how it leaves.</summary>
/// <param name="DrainSeconds">Seconds between failing readiness and stopping.</param>
/// <param name="Otlp">Where traces and metrics go; null for nowhere.</param>
/// <param name="LogJson">True for a log of JSON objects.</param>
internal sealed record ServeWatching(int DrainSeconds, string? Otlp, bool LogJson);
