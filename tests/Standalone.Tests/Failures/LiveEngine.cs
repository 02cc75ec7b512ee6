using System.Collections.Concurrent;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;
using HierarchySim.Standalone.Tests.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>A real engine with threads over a folder, with a hand on its disk and on its clock.</summary>
internal sealed class LiveEngine : IAsyncDisposable
{
    public static readonly LevelScheme Scheme = LevelSchemes.Get("three-tier");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder temp = new();
    private readonly ConcurrentQueue<string> reports = new();
    private readonly SemaphoreSlim reported = new(0);
    private FolderStorage? storage;
    private StandaloneEngine? engine;
    private ulong lastKey;

    public LiveEngine(int shards = 2) => Open(shards);

    public FakeTime Time { get; } = new();

    public StandaloneEngine Engine => engine ?? throw new InvalidOperationException("The engine is down.");

    public SqliteJournalStore Disk => storage!.Disk;

    public string Folder => temp["data"];

    public EngineRun Run => Engine.CurrentRun;

    public void Open(int shards = 2)
    {
        storage = new FolderStorage(DataFolder.Open(Folder, Time.GetUtcNow()));
        engine = StandaloneEngine.Open(storage, Options(shards), new DirectInterconnect(), threads: true);
    }

    /// <summary>Opens as the program does, by the folder's name; for folders that should be refused.</summary>
    public StandaloneEngine OpenByName(string? scheme = null) => StandaloneEngine.Open(Folder, Options(2) with { SchemeJson = scheme });

    public async Task Crash()
    {
        await Engine.AbandonAsync();
        engine = null;
    }

    public async Task Stop()
    {
        await Engine.DisposeAsync();
        engine = null;
    }

    public async Task Restart(int shards = 2)
    {
        await Crash();
        Open(shards);
    }

    public Task Quiet() => Tests.Quiet.ReachAsync(Run);

    /// <summary>Sends a command under a key of its own.</summary>
    public Task<CommandAnswer> Submit(UnitId unit, Command command) =>
        Engine.SubmitAsync(new CommandId(9, Interlocked.Increment(ref lastKey), 1), unit, command).AsTask();

    /// <summary>Sends a command that must be accepted.</summary>
    public async Task<CommandAnswer> Accept(UnitId unit, Command command)
    {
        var answer = await Submit(unit, command);
        Assert.True(answer.IsAccepted, $"{command} at {unit}: {answer.Refusal}");
        return answer;
    }

    /// <summary>Given up with the test.</summary>
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<UnitView> View(UnitId unit) => (await Engine.QueryAsync(new GetUnit(unit)))!;

    /// <summary>Waits for a sentence to the operator.</summary>
    public async Task<string> Hear(string part)
    {
        while (true)
        {
            Assert.True(await reported.WaitAsync(Patience), $"nobody said '{part}'");
            if (reports.TryDequeue(out var sentence) && sentence.Contains(part, StringComparison.Ordinal)) return sentence;
        }
    }

    /// <summary>Opens the root and, level by level, so many units below each; returns every unit.</summary>
    public async Task<List<UnitId>> Grow(params int[] each)
    {
        await Accept(UnitId.Root, new OpenRoot(Define(UnitId.Root, 0)));
        List<UnitId> all = [UnitId.Root], parents = [UnitId.Root];
        for (var level = 1; level <= each.Length; level++)
        {
            var made = new List<UnitId>();
            foreach (var parent in parents)
            {
                var first = await Engine.ReserveIdsAsync(each[level - 1]);
                UnitId[] ids = [.. Enumerable.Range(0, each[level - 1]).Select(i => new UnitId(first.Value + i))];
                await Accept(parent, new OpenChildren([.. ids.Select(id => Define(id, level))]));
                made.AddRange(ids);
            }
            await Quiet();
            all.AddRange(made);
            parents = made;
        }
        return all;
    }

    public static UnitDefinition Define(UnitId id, int level)
    {
        var code = Scheme.Levels[level].CodeDigits is var digits and > 0 ? id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits, '0') : null;
        return new UnitDefinition(id, Scheme.FindKind(Scheme.Kinds.First(kind => kind.Level == Scheme.Levels[level].Code).Code)!.Value, $"đơn vị {id}", new DateOnly(2024, 1, 1), code, false, []);
    }

    public static IssueDirective Directive(string body = "") => new(
        Scheme.AllLevels, Requirement.Complete, Instant.None, Urgency.Expected, Reality.Actual, new DirectiveText("chỉ thị", body), DirectiveId.None);

    public async ValueTask DisposeAsync()
    {
        if (engine is not null) await engine.DisposeAsync();
        reported.Dispose();
        temp.Dispose();
    }

    private StandaloneOptions Options(int shards) => new() { Shards = shards, Time = Time, Report = Report };

    private void Report(string sentence)
    {
        reports.Enqueue(sentence);
        reported.Release();
    }
}
