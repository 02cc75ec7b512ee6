using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace HierarchySim.Cli.Bench;

/// <summary>
/// Runs the worker in a process of its own, kills it without warning when it has its figures, and times the same program until
/// it serves the folder again: a restart after <c>kill -9</c> as an operator would see it.
/// </summary>
internal static class NationBench
{
    public static async Task<int> RunAsync(Output output, NationPlan plan)
    {
        if (!plan.Units.Exists) throw new InputRefusedException($"--units: there is no file '{plan.Units.FullName}'. Check the path.");
        var folder = plan.Folder ?? Directory.CreateTempSubdirectory("hierarchysim-bench-").FullName;
        var list = plan.Units.FullName;
        try
        {
            if (plan.Provinces > 0) list = CutList(plan.Units, plan.Provinces, folder + ".csv");
            var data = Path.Combine(folder, "data");
            var figures = await MeasureAsync<NationFigures>(NationPhase.Base, list, plan, data).ConfigureAwait(false);
            var restartS = await RestartAsync(data).ConfigureAwait(false);
            var (openPerS, openRestartS) = (0.0, 0.0);
            if (plan.OpenCases > 0)
            {
                openPerS = await MeasureAsync<double>(NationPhase.OpenCases, list, plan, data).ConfigureAwait(false);
                openRestartS = await RestartAsync(data).ConfigureAwait(false);
            }
            var cases = await MeasureAsync<CaseFigures>(NationPhase.CaseLoad, list, plan, data).ConfigureAwait(false);
            Say(output, plan, figures, cases, (restartS, openRestartS), openPerS);
            return ExitCodes.Ok;
        }
        finally
        {
            if (plan.Folder is null) Directory.Delete(folder, recursive: true);
            if (plan.Provinces > 0) File.Delete(folder + ".csv");
        }
    }

    private static async Task<T> MeasureAsync<T>(NationPhase phase, string list, NationPlan plan, string folder)
    {
        using var worker = Start(
            "bench", "nation", "--worker", $"{phase}", "--units", list, "--cells", $"{plan.Cells}", "--groups", $"{plan.Groups}", "--open-cases", $"{plan.OpenCases}", "--case-seconds", $"{plan.CaseSeconds}", "--data", folder);
        try
        {
            var line = await worker.StandardOutput.ReadLineAsync().ConfigureAwait(false);
            return line is null
                ? throw new InputRefusedException($"The worker process of phase {phase} ended before it had its figures; its own message is above.")
                : JsonSerializer.Deserialize<T>(line)!;
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Seconds from the start of the process until it answers for the root.</summary>
    private static async Task<double> RestartAsync(string folder)
    {
        var clock = Stopwatch.StartNew();
        using var server = Start("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        try
        {
            var line = await server.StandardOutput.ReadLineAsync().ConfigureAwait(false) ?? throw new InputRefusedException("The server did not come up again.");
            using var client = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]) };
            using var answer = await client.GetAsync(new Uri("/api/v1/units/root", UriKind.Relative)).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    private static void Say(Output output, NationPlan plan, NationFigures figures, CaseFigures cases, (double PlainS, double WithCasesS) restart, double openPerS) => output.Result(
        new
        {
            units = figures.Units,
            import_s = Math.Round(figures.ImportS, 2),
            rss_mb = Math.Round(figures.RssMb),
            directive_durable_s = Math.Round(figures.DirectiveDurableS, 2),
            directive_runs_s = figures.DirectiveRunsS.Select(run => Math.Round(run, 2)),
            ack_s = Math.Round(figures.AckS, 2),
            restart_s = Math.Round(restart.PlainS, 2),
            leaf_to_root_ms = Math.Round(figures.LeafToRootMs, 2),
            leaf_to_root_p99_ms = Math.Round(figures.LeafToRootP99Ms, 2),
            case_p50_ms = Math.Round(cases.P50Ms, 2),
            case_p99_ms = Math.Round(cases.P99Ms, 2),
            cases_per_s = Math.Round(cases.PerS),
            case_gc_pause_max_ms = Math.Round(cases.GcPauseMaxMs, 1),
            case_gc_pause_total_ms = Math.Round(cases.GcPauseTotalMs),
            case_directives = cases.Directives,
            open_cases = plan.OpenCases,
            open_cases_per_s = Math.Round(openPerS),
            restart_open_cases_s = Math.Round(restart.WithCasesS, 2),
            reads_checked = figures.ReadsChecked,
            gc_pause_total_ms = Math.Round(figures.GcPauseMs),
            bytes_per_unit = Math.Round(figures.RssMb * 1e6 / figures.Units),
            machine = Machine.Describe(),
        },
        console =>
        {
            var table = new Table().AddColumns("what", "measured", "target");
            table.AddRow("units", $"{figures.Units:N0}", "");
            table.AddRow("import and creation, durable", $"{figures.ImportS:N1} s", "15 s");
            table.AddRow("directive durable at every unit (median of 3)", $"{figures.DirectiveDurableS:N2} s", "3 s");
            table.AddRow("resident memory, 3 directives delivered", $"{figures.RssMb:N0} MB", "1,500 MB");
            table.AddRow("all groups acknowledge, root exact", $"{figures.AckS:N2} s", "5 s");
            table.AddRow("serving again after kill -9", $"{restart.PlainS:N2} s", "8 s");
            table.AddRow("change at a group seen at the root (median, p99)", $"{figures.LeafToRootMs:N1} ms, {figures.LeafToRootP99Ms:N1} ms", "1,000 ms");
            table.AddRow("case to the root and back, 1,000/s beside directives (median, p99)", $"{cases.P50Ms:N1} ms, {cases.P99Ms:N1} ms", "p99 50 ms");
            if (plan.OpenCases > 0) table.AddRow($"serving again with {plan.OpenCases:N0} open cases", $"{restart.WithCasesS:N2} s", "8 s");
            console.Write(table);
            console.WriteLine($"Targets are for the whole nation on 2 cores. This machine: {Machine.Describe()}");
        });

    private static Process Start(params string[] arguments) => Start(arguments, withInput: false);

    /// <summary>Starts this program again as a process of its own, whose standard output is read.</summary>
    public static Process Start(string[] arguments, bool withInput)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = withInput, UseShellExecute = false };
        var assembly = typeof(NationBench).Assembly.Location;
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("hierarchysim", StringComparison.Ordinal)) start.ArgumentList.Add(assembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InputRefusedException("The worker process cannot be started.");
    }

    /// <summary>The header and the rows of the first provinces.</summary>
    private static string CutList(FileInfo units, int provinces, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new StringBuilder();
        foreach (var line in File.ReadLines(units.FullName))
        {
            var province = line[..Math.Max(0, line.IndexOf(',', StringComparison.Ordinal))];
            if (kept.Length > 0 && seen.Add(province) && seen.Count > provinces) break;
            kept.AppendLine(line);
        }
        File.WriteAllText(to, kept.ToString());
        return to;
    }
}
