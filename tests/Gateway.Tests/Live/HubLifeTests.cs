using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>How watches share what they watch, keep their pace, and end.</summary>
public sealed class HubLifeTests
{
    private const string Root = """{"unitId": "1"}""";

    [Fact]
    public async Task Many_who_watch_the_same_cost_the_engine_one_watch_and_nobody_costs_none()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        Assert.Equal(0, host.Engine.WatchesOpen);
        var clients = new List<(LiveConnection Client, string Watch)>();
        for (var i = 0; i < 20; i++)
        {
            var client = await LiveConnection.OpenAsync(host);
            clients.Add((client, await client.BeginAsync("Watch", Root)));
            await client.NextAsync(clients[^1].Watch);
        }
        Assert.Equal((20, 20, 1), (host.Metric("connections"), host.Metric("watches"), host.Engine.WatchesOpen));
        await host.Desk.Accept(UnitId.Root, new RenameUnit("Nước Việt Nam"));
        foreach (var (client, watch) in clients) Assert.Contains("Nước Việt Nam", (await client.NextAsync(watch)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, host.Metric("items"));
        foreach (var (client, _) in clients) await client.DisposeAsync();
        await host.UntilMetricAsync("connections", connections => connections == 0);
        await host.UntilMetricAsync("watches", watches => watches == 0);
        while (host.Engine.WatchesOpen > 0) await Task.Yield();
        await host.Desk.Accept(UnitId.Root, new RenameUnit("Việt Nam"));
        Assert.Equal(2, host.Metric("items"));
    }

    [Fact]
    public async Task A_watch_gets_at_most_five_frames_a_second_and_the_last_state_is_among_them()
    {
        var time = new FakeTime();
        await using var host = await LiveHost.StartAsync(time);
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", Root);
        await client.NextAsync(watch);
        var (frames, name) = (0, "");
        for (var beat = 1; beat <= GatewayLimits.LiveFramesPerSecondMax; beat++)
        {
            for (var i = 0; i < 40; i++) await host.Desk.Accept(UnitId.Root, new RenameUnit(name = $"Việt Nam {beat}.{i}"));
            time.Advance(TimeSpan.FromMilliseconds(200));
            await client.UntilAsync(watch, frame =>
            {
                frames++;
                return frame.GetRawText().Contains($"\"{name}\"", StringComparison.Ordinal);
            });
        }
        Assert.InRange(frames, GatewayLimits.LiveFramesPerSecondMax, GatewayLimits.LiveFramesPerSecondMax + 1);
    }

    [Fact]
    public async Task When_the_engine_reads_its_data_again_watches_are_told_to_reconnect()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", Root);
        await client.NextAsync(watch);
        host.Engine.EndWatches(new Refusal(RefusalCode.StorageUnavailable, "engine", "the engine is reading its data again", "Try again"));
        var problem = await client.ProblemAsync(watch);
        Assert.Equal(("/problems/reconnect", 503, 1), (problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32(), problem.GetProperty("retryAfter").GetInt32()));
        await client.NextAsync(await client.BeginAsync("Watch", Root));
    }

    [Fact]
    public async Task When_the_server_stops_clients_are_told_to_move_before_they_are_cut_off()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", Root);
        await client.NextAsync(watch);
        var stopping = host.StopAsync();
        await client.UntilClosedAsync();
        await stopping;
        Assert.Equal(["Moved"], client.Called);
        Assert.True(client.Closed!.Value.GetProperty("allowReconnect").GetBoolean());
        Assert.Equal("/problems/moved", LiveConnection.ProblemIn(client.Closed.Value).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_watch_ends_with_its_callers_token()
    {
        var time = new FakeTime();
        var caller = Caller.Local with { Id = "clerk", ExpiresAt = Instant.From(FakeTime.Start + TimeSpan.FromDays(90)) };
        await using var host = await LiveHost.StartAsync(time, caller: _ => caller);
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", Root);
        await client.NextAsync(watch);
        time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        await host.Desk.Accept(UnitId.Root, new RenameUnit("Nước Việt Nam"));
        await client.NextAsync(watch);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("/problems/session-ended", (await client.ProblemAsync(watch)).GetProperty("type").GetString());
        Assert.Equal("/problems/session-ended", (await client.ProblemAsync(await client.BeginAsync("Watch", Root))).GetProperty("type").GetString());
    }

    [Theory]
    // Without a grace the secret that was shown ends at once, and with it what began with it.
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_watch_ends_with_the_secret_it_began_with(int graceSeconds)
    {
        var time = new FakeTime();
        await using var host = await LiveHost.StartAsync(time);
        await host.Desk.OpenRoot();
        var keys = host.Services.GetRequiredService<ApiKeys>();
        var order = new NewKey("k", [new RoleAt(Role.Viewer, UnitId.Root)], HolderId.None, Instant.From(FakeTime.Start + TimeSpan.FromDays(90)));
        var made = await keys.MakeAsync(order, "test", Command("make"), [], TestContext.Current.CancellationToken);
        await using var client = await LiveConnection.OpenAsync(host, ("Authorization", $"Bearer {made.Token}"));
        var watch = await client.BeginAsync("Watch", Root);
        await client.NextAsync(watch);
        await keys.RotateAsync(made.Key!.Id, graceSeconds, [], TestContext.Current.CancellationToken);
        if (graceSeconds > 0)
        {
            time.Advance(TimeSpan.FromSeconds(graceSeconds - 1));
            await host.Desk.Accept(UnitId.Root, new RenameUnit("Nước Việt Nam"));
            await client.NextAsync(watch);
            time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal("/problems/session-ended", (await client.ProblemAsync(watch)).GetProperty("type").GetString());
        Assert.Equal("/problems/session-ended", (await client.ProblemAsync(await client.BeginAsync("Watch", Root))).GetProperty("type").GetString());

        static CommandId Command(string key) => CommandIds.Create("test", UnitId.Root, key, []);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_is_closed_when_its_key_is_revoked_with_a_watch_and_without(bool watches)
    {
        var time = new FakeTime();
        await using var host = await LiveHost.StartAsync(time);
        await host.Desk.OpenRoot();
        var keys = host.Services.GetRequiredService<ApiKeys>();
        var order = new NewKey("k", [new RoleAt(Role.Viewer, UnitId.Root)], HolderId.None, Instant.From(FakeTime.Start + TimeSpan.FromDays(90)));
        var made = await keys.MakeAsync(order, "test", CommandIds.Create("test", UnitId.Root, "make", []), [], TestContext.Current.CancellationToken);
        await using var client = await LiveConnection.OpenAsync(host, ("Authorization", $"Bearer {made.Token}"));
        var watch = await client.BeginAsync("Watch", Root);
        await client.NextAsync(watch);
        if (!watches)
        {
            await client.CancelAsync(watch);
            await host.UntilMetricAsync("watches", count => count == 0);
        }
        await keys.RevokeAsync(made.Key!.Id, [], TestContext.Current.CancellationToken);
        if (watches) Assert.Equal("/problems/session-ended", (await client.ProblemAsync(watch)).GetProperty("type").GetString());
        var closed = client.UntilClosedAsync();
        while (!closed.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(GatewayLimits.LiveGoodbyeSeconds));
            await Task.WhenAny(closed, Task.Delay(1, TestContext.Current.CancellationToken));
        }
        await closed;
        Assert.Equal("/problems/session-ended", LiveConnection.ProblemIn(client.Closed!.Value).GetProperty("type").GetString());
        Assert.False(client.Closed.Value.TryGetProperty("allowReconnect", out var allowed) && allowed.GetBoolean());
        await host.UntilMetricAsync("connections", count => count == 0);
    }

    [Fact]
    public async Task A_connection_whose_caller_cannot_be_asked_about_is_closed_and_may_come_again()
    {
        var (time, changes) = (new FakeTime(), new Changes());
        await using var host = await LiveHost.StartAsync(time, more: services => services.AddSingleton<ICallerWatch>(changes), caller: _ => Caller.Local with { Id = "clerk" });
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", Root);
        await client.NextAsync(watch);
        changes.IsAway = true;
        changes.Change("clerk", isSomebody: true);
        await client.ProblemAsync(watch);
        var closed = client.UntilClosedAsync();
        while (!closed.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(GatewayLimits.LiveGoodbyeSeconds));
            await Task.WhenAny(closed, Task.Delay(1, TestContext.Current.CancellationToken));
        }
        await closed;
        Assert.True(client.Closed!.Value.GetProperty("allowReconnect").GetBoolean());
        Assert.Equal(503, LiveConnection.ProblemIn(client.Closed.Value).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_watch_ends_when_its_caller_is_nobody_any_more_and_others_go_on()
    {
        var changes = new Changes();
        await using var host = await LiveHost.StartAsync(
            more: services => services.AddSingleton<ICallerWatch>(changes), caller: http => Caller.Local with { Id = http.Request.Headers["X-Caller"].ToString() });
        await host.Desk.OpenRoot();
        await using var one = await LiveConnection.OpenAsync(host, ("X-Caller", "one"));
        await using var two = await LiveConnection.OpenAsync(host, ("X-Caller", "two"));
        var (watchOfOne, watchOfTwo) = (await one.BeginAsync("Watch", Root), await two.BeginAsync("Watch", Root));
        await one.NextAsync(watchOfOne);
        await two.NextAsync(watchOfTwo);
        changes.Change("two", isSomebody: true);
        changes.Change("one", isSomebody: false);
        Assert.Equal("/problems/session-ended", (await one.ProblemAsync(watchOfOne)).GetProperty("type").GetString());
        await host.Desk.Accept(UnitId.Root, new RenameUnit("Nước Việt Nam"));
        await two.NextAsync(watchOfTwo);
    }

    [Fact]
    public async Task A_caller_watches_what_it_may_read_and_of_the_rest_learns_nothing()
    {
        Caller? viewer = null;
        await using var host = await LiveHost.StartAsync(caller: _ => viewer);
        var tree = await SampleTree.Open(host.Desk);
        var directive = await host.Desk.Issue(tree.Root, host.Desk.Directive(host.Desk.Levels("group")));
        var (ours, theirs) = (await host.Desk.Raise(tree.Groups[0]), await host.Desk.Raise(tree.Groups[^1]));
        viewer = Caller.Local with { Id = "viewer", Roles = [new RoleAt(Role.Viewer, tree.Districts[0])] };
        await using var client = await LiveConnection.OpenAsync(host);
        (string Method, string Arguments, string? Problem)[] table =
        [
            ("Watch", $$"""{"unitId": "{{tree.Districts[0]}}", "depth": 3}""", null),
            ("Watch", $$"""{"unitId": "{{tree.Groups[0]}}"}""", null),
            ("Watch", $$"""{"unitId": "{{tree.Districts[1]}}"}""", "unit-not-found"),
            ("Watch", $$"""{"unitId": "{{tree.Root}}"}""", "unit-not-found"),
            ("WatchDirective", $$"""{"directiveId": "{{directive}}"}""", null),
            ("WatchDirective", $$"""{"directiveId": "{{directive}}", "unitId": "{{tree.Communes[0]}}"}""", null),
            ("WatchDirective", $$"""{"directiveId": "{{directive}}", "unitId": "{{tree.Root}}"}""", "unit-not-found"),
            ("WatchCase", $$"""{"caseId": "{{ours}}"}""", null),
            ("WatchCase", $$"""{"caseId": "{{theirs}}"}""", "case-not-found"),
        ];
        foreach (var (method, arguments, problem) in table)
        {
            var watch = await client.BeginAsync(method, arguments);
            if (problem is null) await client.NextAsync(watch);
            else Assert.Equal("/problems/" + problem, (await client.ProblemAsync(watch)).GetProperty("type").GetString());
        }

        // Followed from where the caller stands, not from the issuer.
        var frame = await client.NextAsync(await client.BeginAsync("WatchDirective", $$"""{"directiveId": "{{directive}}"}"""));
        Assert.Contains($"{tree.Districts[0]}", frame.GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("unit").GetString()));
    }

    [Fact]
    public async Task A_watch_ends_when_the_role_it_stood_on_is_taken_away()
    {
        var changes = new Changes();
        var viewer = Caller.Local with { Id = "viewer", Roles = [new RoleAt(Role.Viewer, UnitId.Root)] };
        await using var host = await LiveHost.StartAsync(more: services => services.AddSingleton<ICallerWatch>(changes), caller: _ => viewer);
        var tree = await SampleTree.Open(host.Desk);
        await using var client = await LiveConnection.OpenAsync(host);
        var (kept, lost) = (await client.BeginAsync("Watch", $$"""{"unitId": "{{tree.Districts[0]}}"}"""), await client.BeginAsync("Watch", $$"""{"unitId": "{{tree.Districts[1]}}"}"""));
        await client.NextAsync(kept);
        await client.NextAsync(lost);
        changes.Become(viewer with { Roles = [new RoleAt(Role.Viewer, tree.Districts[0])] });
        Assert.Equal("/problems/unit-not-found", (await client.ProblemAsync(lost)).GetProperty("type").GetString());
        await host.Desk.Accept(tree.Districts[0], new RenameUnit("Huyện mới"));
        await client.NextAsync(kept);
    }

    /// <summary>Callers whose standing a test changes.</summary>
    private sealed class Changes : ICallerWatch
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> gone = [];
        private readonly Dictionary<string, Caller> become = [];
        private readonly List<(string Caller, Action Changed)> listening = [];

        /// <summary>Whether storage, which knows who is who, does not answer.</summary>
        public bool IsAway { get; set; }

        public void Become(Caller caller)
        {
            lock (gate) become[caller.Id] = caller;
            Change(caller.Id, isSomebody: true);
        }

        public void Change(string caller, bool isSomebody)
        {
            Action[] told;
            lock (gate)
            {
                if (!isSomebody) gone.Add(caller);
                told = [.. listening.Where(item => item.Caller == caller).Select(item => item.Changed)];
            }
            Assert.NotEmpty(told);
            foreach (var changed in told) changed();
        }

        public IDisposable Listen(string callerId, Action changed)
        {
            lock (gate) listening.Add((callerId, changed));
            return new MemoryStream();
        }

        public ValueTask<Caller?> NowAsync(Caller caller, CancellationToken left)
        {
            if (IsAway) throw new EngineUnavailableException(new Refusal(RefusalCode.StorageUnavailable, "engine", "the engine is reading its data again", "Try again"));
            lock (gate) return ValueTask.FromResult(gone.Contains(caller.Id) ? null : become.GetValueOrDefault(caller.Id, caller));
        }
    }
}
