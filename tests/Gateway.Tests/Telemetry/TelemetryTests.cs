using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using HierarchySim.Core;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>What can be measured of a running system, under the names that docs/operations.md gives.</summary>
public sealed class TelemetryTests
{
    private const string Name = "HierarchySim";

    [Fact]
    public async Task Commands_and_commits_are_traced_and_measured_and_carry_no_texts()
    {
        const string Secret = "Lời riêng của một người";
        var measured = new ConcurrentDictionary<string, ConcurrentBag<(double Value, string Tags)>>();
        var spans = new ConcurrentBag<(string Name, string Tags)>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Name) listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        meters.Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Add((span.OperationName, string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")))),
        };
        ActivitySource.AddActivityListener(listener);

        using var folder = new DataRoot();
        var time = new FakeTime();
        await using (var engine = StandaloneEngine.Open(folder.Path, new StandaloneOptions { Time = new StillTime(time) }))
        {
            await using var host = await GatewayHost.StartOnAsync(engine, time);
            await host.OpenTreeAsync();
            await host.AcceptAsync(202, "units/6/cases", $$"""{"service_code": "land", "title": "{{Secret}}", "description": "{{Secret}}"}""");
            Assert.Equal(404, (await host.GetAsync("/api/v1/units/ZZ")).Status);
            meters.RecordObservableInstruments();
            Assert.Contains(measured["hierarchysim.engine.units"], item => item.Value == 7);
        }

        string[] expected =
        [
            "hierarchysim.commands.duration", "hierarchysim.requests.refused", "hierarchysim.engine.commit.duration", "hierarchysim.engine.commit.batches",
            "hierarchysim.engine.queue.depth", "hierarchysim.engine.units", "hierarchysim.engine.watched.units", "hierarchysim.engine.watched.desks",
            "hierarchysim.engine.projector.lag", "hierarchysim.engine.journal.size",
        ];
        Assert.Empty(expected.Except(measured.Keys));
        Assert.Contains(measured["hierarchysim.requests.refused"], item => item.Tags == "type=unit-not-found");
        Assert.Contains(measured["hierarchysim.commands.duration"], item => item.Tags == "command=RaiseCase verdict=Accepted" && item.Value > 0);
        Assert.All(measured["hierarchysim.engine.commit.duration"], item => Assert.True(item.Value >= 0));
        Assert.Contains(spans, span => span.Name == "engine.submit" && span.Tags.Contains("hierarchysim.command=RaiseCase", StringComparison.Ordinal));
        Assert.Contains(spans, span => span.Name == "engine.commit");
        Assert.DoesNotContain(spans, span => span.Tags.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(measured.Values.SelectMany(items => items), item => item.Tags.Contains(Secret, StringComparison.Ordinal));

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            measured.GetOrAdd(instrument.Name, _ => []).Add((value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
    }

    [Fact]
    public async Task A_change_can_be_followed_from_the_request_over_its_commit_to_the_watchers()
    {
        // Other tests of this process are traced too: ours is what hangs on this one.
        using var caller = new Activity("caller");
        var commits = new ConcurrentDictionary<ActivitySpanId, Activity>();
        var published = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            // A commit begins before its views are handed on, and may end after that.
            ActivityStarted = span =>
            {
                if (span.OperationName == "engine.commit" && span.Links.Any(link => link.Context.TraceId == caller.TraceId)) commits[span.SpanId] = span;
                if (span.OperationName == "live.publish" && span.Links.Any(link => commits.ContainsKey(link.Context.SpanId))) published.TrySetResult();
            },
        };
        using var folder = new DataRoot();
        await using var engine = StandaloneEngine.Open(folder.Path, new StandaloneOptions { Time = new StillTime(new FakeTime()) });
        await using var host = await GatewayHost.StartOnAsync(engine, new FakeTime(), add: services => services.AddSingleton<TimeProvider>(new HastyTimers()));
        await host.OpenTreeAsync();
        using var seat = host.Services.GetRequiredService<Feeds>().Join(new UnitsSource(new UnitId(6), 0));
        await seat.TakeAsync(TestContext.Current.CancellationToken);
        ActivitySource.AddActivityListener(listener);

        caller.Start();
        await host.AcceptAsync(202, "units/6/cases", """{"service_code": "land", "title": "Đường", "description": "Hỏng"}""");
        await published.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.All(commits.Values, commit => Assert.NotEqual(caller.TraceId, commit.TraceId));
    }

    [Fact]
    public void The_page_for_operators_names_every_instrument()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HierarchySim.sln"))) folder = folder.Parent!;
        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "operations.md"));
        var sources = Directory.GetFiles(Path.Combine(folder.FullName, "src"), "*Telemetry.cs", SearchOption.AllDirectories);
        var names = sources.SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "\"(hierarchysim\\.(requests|commands|engine|hub)\\.[a-z.]+)\"").Select(match => match.Groups[1].Value)).ToList();
        Assert.True(names.Count >= 10, $"{names.Count}");
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private sealed class DataRoot : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("hierarchysim-telemetry-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
