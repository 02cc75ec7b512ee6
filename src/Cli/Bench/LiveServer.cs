using System.Diagnostics;
using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Gateway;
using HierarchySim.Import;
using HierarchySim.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Cli.Bench;

/// <summary>
/// The measured process: engine and gateway as <c>serve</c> runs them, and the load. It does what each line of its standard input
/// says, answers with a line of JSON, and ends with its input.
/// </summary>
internal static class LiveServer
{
    private const int DirectivesPerRun = 3;
    private const int AcksPerS = 1_000;
    private const int BetweenMax = 500;

    public static async Task<int> RunAsync(Output output, LivePlan plan, string folder)
    {
        await using var engine = await Shared.OpenAsync(output, folder).ConfigureAwait(false);
        if (plan.Units is { } list) await NationWorker.ImportAsync(engine, list, plan.Cells, plan.Groups).ConfigureAwait(false);
        else if (await DemoTree.CreateAsync(engine, TimeProvider.System).ConfigureAwait(false) is { } refused) throw new InputRefusedException(refused);
        await using var app = Build(engine);
        await app.StartAsync().ConfigureAwait(false);
        var (groups, above) = await NationWorker.UnitsAsync(engine).ConfigureAwait(false);
        new Random(9).Shuffle(groups);
        var measured = groups[..Math.Min(plan.Measured, groups.Length)];
        var units = (await engine.QueryAsync(new GetUnit(UnitId.Root)).ConfigureAwait(false))!.UnitsByLevel.Sum();
        Say(new LiveStart(app.Urls.First(), units, [.. measured.Select(id => $"{id}")], [.. above.Skip(1).Take(BetweenMax).Select(id => $"{id}")]));

        var load = new Load(engine, measured, groups[measured.Length..], plan.Seconds);
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line == "weigh") Say(Weigh());
            if (line == "load") Say(await load.RunAsync().ConfigureAwait(false));
        }
        return ExitCodes.Ok;
    }

    private static WebApplication Build(StandaloneEngine engine)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IHierarchyEngine>(engine);
        // The limits are for many callers; here one begins all watches.
        builder.Services.AddSingleton(new OverloadOptions { RequestsPerSecond = 10_000_000, RequestsAtOnce = 10_000_000 });
        builder.Services.AddHierarchyGateway();
        var app = builder.Build();
        app.MapHierarchyGateway();
        return app;
    }

    private static LiveWeight Weigh()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        using var self = Process.GetCurrentProcess();
        return new LiveWeight(GC.GetTotalMemory(forceFullCollection: false) / 1e6, Environment.WorkingSet / 1e6, self.TotalProcessorTime.TotalSeconds);
    }

    private static void Say<T>(T what) => Console.Out.WriteLine(JsonSerializer.Serialize(what));

    /// <summary>Directives to every unit, one after the other; measured groups acknowledge at even distances, others beside them.</summary>
    private sealed class Load(StandaloneEngine engine, UnitId[] measured, UnitId[] others, int seconds)
    {
        private readonly int[] accepted = new int[measured.Length];
        private int directives;
        private int next;

        public async Task<List<LiveAck>> RunAsync()
        {
            var acks = new List<LiveAck>();
            for (var i = 0; i < DirectivesPerRun; i++) await DirectAsync(acks).ConfigureAwait(false);
            return acks;
        }

        private async Task DirectAsync(List<LiveAck> acks)
        {
            var number = ++directives;
            var command = new IssueDirective(
                engine.Scheme.AllLevels, Requirement.Acknowledge, Instant.None, Urgency.Expected, Reality.Test, new DirectiveText($"Benchmark {number}", ""), DirectiveId.None);
            var answer = await engine.SubmitAsync(Id(UnitId.Root, number), UnitId.Root, command).ConfigureAwait(false);
            if (!answer.IsAccepted) throw new InputRefusedException($"A command was refused: {answer.Refusal}");
            var directive = new DirectiveId(UnitId.Root, answer.Number);
            foreach (var unit in measured)
                while (await engine.QueryAsync(new GetStanding(unit, directive)).ConfigureAwait(false) is null) await Task.Delay(1).ConfigureAwait(false);

            var (clock, length, answers) = (Stopwatch.StartNew(), TimeSpan.FromSeconds((double)seconds / DirectivesPerRun), new List<Task>());
            var (told, sent) = (0, 0);
            while (clock.Elapsed < length)
            {
                for (; told < measured.Length * (clock.Elapsed / length) && told < measured.Length; told++)
                {
                    answers.Add(MeasureAsync(told, directive, acks));
                }
                for (; sent < AcksPerS * clock.Elapsed.TotalSeconds && others.Length > 0; sent++) answers.Add(AcknowledgeAsync(others[next++ % others.Length], directive));
                await Task.Delay(1).ConfigureAwait(false);
            }
            await Task.WhenAll(answers).ConfigureAwait(false);
        }

        // What the engine refuses under overload is no latency of the hub.
        private async Task MeasureAsync(int group, DirectiveId directive, List<LiveAck> acks)
        {
            var sentAt = Stopwatch.GetTimestamp();
            var answer = await AcknowledgeAsync(measured[group], directive).ConfigureAwait(false);
            if (!answer.IsAccepted) return;
            lock (acks) acks.Add(new LiveAck(group, ++accepted[group], sentAt));
        }

        // Where the tree is small the others come round again; who has acknowledged is refused, and that is no matter here.
        private async Task<CommandAnswer> AcknowledgeAsync(UnitId unit, DirectiveId directive) =>
            await engine.SubmitAsync(Id(unit, 1_000 + directive.Number), unit, new AcknowledgeDirective(directive)).ConfigureAwait(false);

        private static CommandId Id(UnitId unit, int number) => new((ulong)unit.Value, (ulong)number, 1);
    }
}
