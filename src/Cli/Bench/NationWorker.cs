using System.Diagnostics;
using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import;
using HierarchySim.Standalone;

namespace HierarchySim.Cli.Bench;

/// <summary>
/// The measured process: import, three directives, all acknowledgements, single changes watched at the root. It asks the engine
/// through the port as any gateway does, prints its figures, and then waits to be killed.
/// </summary>
internal static class NationWorker
{
    private const int Directives = 3;
    private const int InFlight = 2_048;
    private const int LeafSamples = 200;
    private const int CaseOrigins = 2_000;
    private const int CasesPerS = 1_000;

    /// <summary>Does one phase on the plan's folder, prints its figures as one line, and waits.</summary>
    public static async Task<int> RunAsync(Output output, NationPlan plan, NationPhase phase)
    {
        await using var engine = await Shared.OpenAsync(output, plan.Folder!).ConfigureAwait(false);
        Console.Out.WriteLine(phase switch
        {
            NationPhase.Base => JsonSerializer.Serialize(await MeasureBaseAsync(engine, plan).ConfigureAwait(false)),
            NationPhase.OpenCases => JsonSerializer.Serialize(await OpenCasesAsync(engine, plan.OpenCases).ConfigureAwait(false)),
            _ => JsonSerializer.Serialize(await LoadCasesAsync(engine, plan).ConfigureAwait(false)),
        });
        await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    private static async Task<NationFigures> MeasureBaseAsync(StandaloneEngine engine, NationPlan plan)
    {
        var clock = Stopwatch.StartNew();
        var units = await ImportAsync(engine, plan.Units, plan.Cells, plan.Groups).ConfigureAwait(false);
        var importS = clock.Elapsed.TotalSeconds;

        var runs = new double[Directives];
        for (var i = 0; i < Directives; i++) runs[i] = await DirectAsync(engine, i + 1, units).ConfigureAwait(false);
        var rssMb = Environment.WorkingSet / 1e6;

        var (groups, above) = await UnitsAsync(engine).ConfigureAwait(false);
        var (ackS, reads) = await AcknowledgeAsync(engine, groups, above, new DirectiveId(UnitId.Root, 1), units).ConfigureAwait(false);
        var leaf = await LeafToRootAsync(engine, groups, new DirectiveId(UnitId.Root, 2)).ConfigureAwait(false);
        return new NationFigures(
            units, importS, runs.Order().ElementAt(Directives / 2), runs, rssMb, ackS, leaf[leaf.Length / 2], leaf[leaf.Length * 99 / 100], reads,
            GC.GetTotalPauseDuration().TotalMilliseconds, GC.GetGCMemoryInfo(GCKind.Any).PauseDurations.ToArray().Max().TotalMilliseconds);
    }

    private static async Task<CaseFigures> LoadCasesAsync(StandaloneEngine engine, NationPlan plan)
    {
        await CaseLoad.PrepareAsync(engine).ConfigureAwait(false);
        var (groups, _) = await UnitsAsync(engine).ConfigureAwait(false);
        new Random(8).Shuffle(groups);
        var units = (await engine.QueryAsync(new GetUnit(UnitId.Root)).ConfigureAwait(false))!.UnitsByLevel.Sum();
        var number = Directives;
        return await new CaseLoad(engine, groups[..Math.Min(groups.Length, CaseOrigins)], CasesPerS, plan.CaseSeconds)
            .RunAsync(() => DirectAsync(engine, ++number, units)).ConfigureAwait(false);
    }

    /// <summary>Reads and imports the list; nothing of it stays in memory but the units. Returns how many there are at the root.</summary>
    public static async Task<long> ImportAsync(StandaloneEngine engine, FileInfo file, int cells, int groups)
    {
        var reading = UnitListReader.ReadFile(file.FullName);
        if (reading.List is not { } list) throw new InputRefusedException($"--units: {reading.Refusal?.Reason ?? $"{reading.Problems.Count} rows are bad"}.");
        var import = await Importer.PrepareAsync(
            engine, new ImportRequest(file.Name, reading) { Cells = cells, Groups = groups, Seed = 1 }, TimeProvider.System).ConfigureAwait(false);
        if (import.Plan.Refusal is { } refusal) throw new InputRefusedException(refusal);
        var outcome = await ImportRunner.RunAsync(engine, import, TimeProvider.System).ConfigureAwait(false);
        if (!outcome.IsCompleted) throw new InputRefusedException(outcome.Reason!);
        long units = list.Count;
        await UntilAsync(engine, async () => (await engine.QueryAsync(new GetUnit(UnitId.Root)).ConfigureAwait(false))!.UnitsByLevel.Sum() == units).ConfigureAwait(false);
        return units;
    }

    /// <summary>Seconds until every unit has the directive, as the root itself sees it, durably.</summary>
    private static async Task<double> DirectAsync(StandaloneEngine engine, int number, long units)
    {
        var clock = Stopwatch.StartNew();
        var command = new IssueDirective(
            engine.Scheme.AllLevels, Requirement.Acknowledge, Instant.None, Urgency.Expected, Reality.Test, new DirectiveText($"Benchmark {number}", ""), DirectiveId.None);
        Require(await engine.SubmitAsync(Id(UnitId.Root, number), UnitId.Root, command).ConfigureAwait(false));
        var directive = new DirectiveId(UnitId.Root, number);
        await UntilAsync(engine, async () =>
            (await engine.QueryAsync(new GetStanding(UnitId.Root, directive)).ConfigureAwait(false))!.Progress is { Counting: false } progress && progress.Delivered == units).ConfigureAwait(false);
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<(double Seconds, int Reads)> AcknowledgeAsync(
        StandaloneEngine engine, UnitId[] groups, UnitId[] above, DirectiveId directive, long units)
    {
        new Random(7).Shuffle(groups);
        var clock = Stopwatch.StartNew();
        var next = -1;
        var command = new AcknowledgeDirective(directive);
        using var ending = new CancellationTokenSource();
        var watch = new TruthWatch(engine, above, directive, units, () => Math.Min(groups.Length, Volatile.Read(ref next) + 1));
        var watching = watch.RunAsync(ending.Token);
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            await Task.Yield();
            while (Interlocked.Increment(ref next) is var at && at < groups.Length)
                Require(await engine.SubmitAsync(Id(groups[at], 1_000 + directive.Number), groups[at], command).ConfigureAwait(false));
        })).ConfigureAwait(false);
        await UntilAsync(engine, async () => (await engine.QueryAsync(new GetStanding(UnitId.Root, directive)).ConfigureAwait(false))!.Progress.Acknowledged == groups.Length).ConfigureAwait(false);
        var seconds = clock.Elapsed.TotalSeconds;
        await ending.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        return (seconds, watch.Reads);
    }

    /// <summary>Raises cases that stay open at communes and districts; how many a second.</summary>
    private static async Task<double> OpenCasesAsync(StandaloneEngine engine, int count)
    {
        var (groups, _) = await UnitsAsync(engine).ConfigureAwait(false);
        var categories = engine.Catalog.Categories.Where(category => category.Terms.Competent.Index > 0).Select(category => category.Terms.Code).ToArray();
        var clock = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            await Task.Yield();
            while (Interlocked.Increment(ref next) is var at && at < count)
            {
                var command = new RaiseCase(categories[at % categories.Length], Reality.Actual, HolderId.None, new TextId(3, (ulong)at + 1));
                Require(await engine.SubmitAsync(Id(groups[at % groups.Length], 1_000_000 + at), groups[at % groups.Length], command).ConfigureAwait(false));
            }
        })).ConfigureAwait(false);
        await UntilAsync(engine, async () => (await engine.QueryAsync(new GetUnit(UnitId.Root)).ConfigureAwait(false))!.Tally.Cases.Held == count).ConfigureAwait(false);
        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Milliseconds from sending a single acknowledgement at a group until the root's view shows it; sorted.</summary>
    private static async Task<double[]> LeafToRootAsync(StandaloneEngine engine, UnitId[] groups, DirectiveId directive)
    {
        var samples = new double[LeafSamples];
        for (var i = 0; i < samples.Length; i++)
        {
            var clock = Stopwatch.StartNew();
            Require(await engine.SubmitAsync(Id(groups[i], 2_000), groups[i], new AcknowledgeDirective(directive)).ConfigureAwait(false));
            var expected = i + 1;
            await UntilAsync(engine, async () =>
                (await engine.QueryAsync(new GetStanding(UnitId.Root, directive)).ConfigureAwait(false))!.Progress.Acknowledged >= expected, waitMs: 0).ConfigureAwait(false);
            samples[i] = clock.Elapsed.TotalMilliseconds;
        }
        Array.Sort(samples);
        return samples;
    }

    /// <summary>The units of the last level, and up to 200 of each level above it.</summary>
    public static async Task<(UnitId[] Leaves, UnitId[] Above)> UnitsAsync(StandaloneEngine engine)
    {
        var leaves = new List<UnitId>();
        var above = new List<UnitId> { UnitId.Root };
        var taken = new int[engine.Scheme.Levels.Count];
        var pending = new Stack<UnitId>([UnitId.Root]);
        var deepest = engine.Scheme.Levels.Count - 1;
        while (pending.TryPop(out var unit))
        {
            for (var from = 0; ; from += Limits.PageItemsMax)
            {
                var page = await engine.QueryAsync(new GetChildren(unit, from, Limits.PageItemsMax)).ConfigureAwait(false);
                foreach (var child in page!.Items)
                {
                    if (child.Level.Index == deepest) leaves.Add(child.Id);
                    else pending.Push(child.Id);
                    if (child.Level.Index < deepest && taken[child.Level.Index]++ < 200) above.Add(child.Id);
                }
                if (from + page.Items.Count >= page.Total) break;
            }
        }
        return ([.. leaves], [.. above]);
    }

    private static async Task UntilAsync(StandaloneEngine engine, Func<Task<bool>> reached, int waitMs = 5)
    {
        while (!await reached().ConfigureAwait(false))
        {
            if (engine.Status.Condition != EngineCondition.Ready) throw new InputRefusedException($"The engine is {engine.Status.Condition}: {engine.Status.Reason}.");
            if (waitMs > 0) await Task.Delay(waitMs).ConfigureAwait(false);
            else await Task.Yield();
        }
    }

    private static CommandId Id(UnitId unit, int number) => new((ulong)unit.Value, (ulong)number, 1);

    private static void Require(CommandAnswer answer)
    {
        if (!answer.IsAccepted) throw new InputRefusedException($"A command was refused: {answer.Refusal}");
    }
}
