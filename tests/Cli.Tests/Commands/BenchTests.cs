using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

public class BenchTests
{
    [Fact]
    public async Task A_nation_is_measured_and_told_in_one_object()
    {
        using var folder = new TestFolder();
        var list = folder.Write("list.csv", Lists.Grid(2, 2, 5));
        var told = (await Programs.Run("bench", "nation", "--units", list, "--cells", "40", "--groups", "300", "--open-cases", "50", "--case-seconds", "2", "--json")).With(0).Json();
        Assert.Equal(1 + 2 + 4 + 20 + 40 + 300, (int)told["units"]!);
        foreach (var key in new[] { "import_s", "rss_mb", "directive_durable_s", "ack_s", "restart_s", "leaf_to_root_ms", "case_p50_ms", "case_p99_ms", "cases_per_s", "restart_open_cases_s" })
            Assert.True(told[key] is JsonValue figure && (double)figure >= 0, key);
        Assert.True((double)told["rss_mb"]! > 0);
        Assert.True((double)told["restart_s"]! > 0);
        Assert.Contains("cores", (string)told["machine"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watchers_are_measured_and_told_in_one_object()
    {
        var told = (await Programs.Run("bench", "live", "--watchers", "20", "--sleepers", "4", "--idle", "30", "--seconds", "3", "--json")).With(0).Json();
        Assert.Equal((20, 4, 30), ((int)told["watchers"]!, (int)told["sleepers"]!, (int)told["idle_watchers"]!));
        foreach (var key in new[] { "p50_ms", "p99_ms", "kb_per_watcher", "frames", "cpu_share", "sleepers_p99_ms", "idle_kb_per_watcher" })
            Assert.True(told[key] is JsonValue figure && double.IsFinite((double)figure), key);
        Assert.True((double)told["p99_ms"]! > 0);
        Assert.True((double)told["frames"]! > 0);
        Assert.Equal(3 * 8, (int)told["samples"]!);
    }

    [Fact]
    public async Task Rest_is_measured_and_told_in_one_object()
    {
        var told = (await Programs.Run("bench", "rest", "--seconds", "1", "--json")).With(0).Json();
        foreach (var key in new[] { "reads_per_s", "bare_reads_per_s", "read_ratio", "write_p50_ms", "write_p99_ms", "busy_write_p50_ms", "busy_write_p99_ms", "busy_writes_per_s" })
            Assert.True(told[key] is JsonValue figure && (double)figure > 0, key);
        Assert.True((int)told["writes"]! > 100);
        Assert.Contains("cores", (string)told["machine"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--provinces", "1")]
    public async Task A_list_that_is_not_there_is_refused(params string[] more)
    {
        using var folder = new TestFolder();
        var ended = (await Programs.Run(["bench", "nation", "--units", folder.At("none.csv"), .. more])).With(3);
        Assert.Contains("none.csv", ended.Errors, StringComparison.Ordinal);
    }
}
