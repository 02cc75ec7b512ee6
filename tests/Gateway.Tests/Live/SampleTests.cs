using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine.Conformance;
using HierarchySim.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>The sample clients as they are written, against a server on loopback.</summary>
public sealed class SampleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_sample_in_csharp_watches_and_reconnects()
    {
        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        var seen = new Seen();
        var client = new LiveClient(host.Address, $"{tree.Root}", 1);
        client.Changed += unit => seen.Add(unit.GetProperty("unit").GetProperty("name").GetString()!);
        using var ending = new CancellationTokenSource();
        var running = client.RunAsync(ending.Token);
        await seen.UntilAsync("Tỉnh Bến Tre");
        await host.Desk.Accept(tree.Province, new RenameUnit("Tỉnh Vĩnh Long"));
        await seen.UntilAsync("Tỉnh Vĩnh Long");
        host.Engine.EndWatches(new Refusal(RefusalCode.StorageUnavailable, "engine", "the engine is reading its data again", "Try again"));
        await host.Desk.Accept(tree.Province, new RenameUnit("Tỉnh Trà Vinh"));
        await seen.UntilAsync("Tỉnh Trà Vinh");
        Assert.Equal([$"{tree.Root}", $"{tree.Province}"], client.Units.Keys.Order());
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_sample_in_csharp_waits_where_the_server_asks_to_call_less()
    {
        var time = new FakeTime();
        await using var host = await LiveHost.StartAsync(time, services => services.AddSingleton(new OverloadOptions { RequestsPerSecond = 1, RequestsAtOnce = 1 }));
        await host.Desk.OpenRoot();
        await using var greedy = await LiveConnection.OpenAsync(host);
        await greedy.NextAsync(await greedy.BeginAsync("Watch", """{"unitId": "1"}"""));
        var (seen, client) = (new Seen(), new LiveClient(host.Address, "1", 0));
        client.Changed += unit => seen.Add(unit.GetProperty("unit").GetProperty("name").GetString()!);
        using var ending = new CancellationTokenSource();
        var running = client.RunAsync(ending.Token);
        // It comes, is asked to call less, and leaves; the clock stands still until then.
        await host.UntilMetricAsync("connections", connections => connections == 2);
        await host.UntilMetricAsync("connections", connections => connections == 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await seen.UntilAsync("Việt Nam");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_sample_in_csharp_gives_up_where_trying_again_does_not_help()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new LiveClient(host.Address, "ZZ", 0).RunAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Contains("unitId: no unit has this id.", refused.Message, StringComparison.Ordinal);
        // A bad token gets no connection, and the handshake does not say why.
        var stranger = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new LiveClient(host.Address, "1", 0, "hsk_0_A").RunAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Contains("the token is unknown, expired or revoked", stranger.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_in_typescript_watches_and_reconnects()
    {
        var folder = Path.Combine(Repository(), "samples", "typescript");
        if (!Has("npm") || !Has("node")) Assert.Skip("NOT RUN: the TypeScript sample needs node and npm, and they are not on this machine.");
        await RunAsync(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await RunAsync(folder, "npm", "run", "build");

        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        var seen = new Seen();
        using var node = Process.Start(Starting(folder, "node", "out/live-client.js", $"{host.Address}", $"{tree.Root}", "1"))!;
        try
        {
            node.OutputDataReceived += (_, line) => seen.Add(line.Data ?? "");
            node.BeginOutputReadLine();
            await seen.UntilAsync("Tỉnh Bến Tre");
            await host.Desk.Accept(tree.Province, new RenameUnit("Tỉnh Vĩnh Long"));
            await seen.UntilAsync("Tỉnh Vĩnh Long");
            host.Engine.EndWatches(new Refusal(RefusalCode.StorageUnavailable, "engine", "the engine is reading its data again", "Try again"));
            await host.Desk.Accept(tree.Province, new RenameUnit("Tỉnh Trà Vinh"));
            await seen.UntilAsync("Tỉnh Trà Vinh");
            foreach (var (arguments, exit, said) in new[] { ("", 2, "Usage: "), ($"{host.Address} 1 4", 2, "Usage: "), ($"{host.Address} ZZ", 1, "unitId: no unit has this id.") })
            {
                using var ended = Process.Start(Starting(folder, "node", ["out/live-client.js", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]))!;
                var errors = await ended.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                await ended.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
                Assert.Equal((arguments, exit, true), (arguments, ended.ExitCode, errors.Contains(said, StringComparison.Ordinal)));
            }
        }
        finally
        {
            node.Kill(entireProcessTree: true);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("csharp/LiveClient.cs")]
    [InlineData("csharp/ServerProblem.cs")]
    [InlineData("typescript/live-client.ts")]
    [InlineData("typescript/server-problem.ts")]
    public void A_sample_is_read_at_a_glance(string file) =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository(), "samples", file)).Length, 19, 59);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HierarchySim.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return folder.FullName;
    }

    private static ProcessStartInfo Starting(string folder, string program, params string[] arguments) =>
        new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

    private static bool Has(string program)
    {
        try
        {
            using var asked = Process.Start(Starting(AppContext.BaseDirectory, program, "--version"))!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(Starting(folder, program, arguments))!;
        var told = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {string.Join('\n', await told)}");
    }

    /// <summary>Lines that came, and waiting for one of them.</summary>
    private sealed class Seen
    {
        private readonly Lock gate = new();
        private readonly List<string> lines = [];
        private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(string line)
        {
            lock (gate)
            {
                lines.Add(line);
                more.SetResult();
                more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public async Task UntilAsync(string wanted)
        {
            while (true)
            {
                Task next;
                lock (gate)
                {
                    if (lines.Any(line => line.Contains(wanted, StringComparison.Ordinal))) return;
                    next = more.Task;
                }
                await next.WaitAsync(Patience, TestContext.Current.CancellationToken);
            }
        }
    }
}
