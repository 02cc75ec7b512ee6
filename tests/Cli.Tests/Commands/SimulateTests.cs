using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

public class SimulateTests
{
    private static readonly string[] Faults = ["simulate", "faults"];

    [Fact]
    public async Task Clean_seeds_are_told_in_one_object()
    {
        var told = (await Programs.Run([.. Faults, "--seeds", "8", "--seed", "11", "--json"])).With(0).Json();
        Assert.Equal((8, 0), ((int)told["seeds"]!, (int)told["failed"]!));
        Assert.Empty(told["failures"]!.AsArray());
        Assert.True((long)told["events"]! >= 8 * 3_000);
        Assert.True((double)told["simulated_s_per_s"]! > 0);
        Assert.True((int)told["occurred"]!["answered: Accepted"]! > 0);
        // Eight seeds cannot have seen everything, and say so.
        Assert.NotEmpty(told["never_occurred"]!.AsArray());
    }

    [Fact]
    public async Task Another_process_comes_to_the_same()
    {
        var (one, other) = ((await Programs.Run([.. Faults, "--seeds", "6", "--json"])).With(0).Json(), (await Programs.Run([.. Faults, "--seeds", "6", "--json"])).With(0).Json());
        Assert.Equal((string)one["fingerprint"]!, (string)other["fingerprint"]!);
        Assert.Equal($"{one["occurred"]}", $"{other["occurred"]}");
    }

    [Fact]
    public async Task A_failure_comes_with_its_seed_its_invariant_the_last_events_and_the_command_that_replays_it()
    {
        var failure = await FindAsync("--seeds", "3");
        Assert.Equal(5, (int)failure["invariant"]!);
        Assert.Contains("Invariant 5", (string)failure["what"]!, StringComparison.Ordinal);
        Assert.NotEmpty(failure["last_events"]!.AsArray());
        Assert.NotEmpty((string)failure["faults"]!);
        var again = await ReplayAsync(failure);
        Assert.Equal((string)failure["what"]!, (string)again["what"]!);
    }

    [Fact]
    public async Task A_failing_run_is_made_smaller_and_still_fails()
    {
        var (whole, small) = (await FindAsync("--seeds", "1"), await FindAsync("--seeds", "1", "--shrink"));
        Assert.Equal((int)whole["invariant"]!, (int)small["invariant"]!);
        Assert.True((long)small["events"]! < (long)whole["events"]!, $"{small["events"]} of {whole["events"]}");
        Assert.Equal((string)small["what"]!, (string)(await ReplayAsync(small))["what"]!);
    }

    [Theory]
    [InlineData("--seeds must be 1 or more", "--seeds", "0")]
    [InlineData("--minutes must be 0 to 1440", "--minutes", "-1")]
    [InlineData("--events must be 1 to 10000000", "--events", "0")]
    [InlineData("--units must be 1 to 500", "--units", "501")]
    [InlineData("'rain=3' is no fault", "--faults", "rain=3")]
    [InlineData("--work: 'sleep' is not known", "--work", "sleep")]
    [InlineData("--bug: 'moth' is not known", "--bug", "moth")]
    public async Task Options_that_cannot_be_are_refused(string expected, params string[] options) =>
        Assert.Contains(expected, (await Programs.Run([.. Faults, .. options])).With(2).Errors, StringComparison.Ordinal);

    private static async Task<JsonObject> FindAsync(params string[] options)
    {
        var ended = await Programs.Run([.. Faults, "--bug", "LinkConfirmsWhatItLoses", "--json", .. options]);
        return ended.With(1).Json()["failures"]!.AsArray()[0]!.AsObject();
    }

    private static async Task<JsonObject> ReplayAsync(JsonObject failure)
    {
        var words = ((string)failure["replay"]!).Split(' ');
        Assert.Equal("hierarchysim", words[0]);
        var ended = await Programs.Run([.. words[1..], "--json"]);
        return ended.With(1).Json()["failures"]!.AsArray()[0]!.AsObject();
    }
}
