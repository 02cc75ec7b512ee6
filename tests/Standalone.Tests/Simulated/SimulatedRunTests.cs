namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>
/// Seeded lives of the engine over a bad disk and a bad network. To replay one seed, or a range such as 101-500, set HIERARCHYSIM_SEED to it and run
/// <see cref="Every_seed_keeps_every_invariant"/> alone.
/// </summary>
public class SimulatedRunTests
{
    private const int Seeds = 100;

    private static readonly string[] Expected =
    [
        "a crash", "a commit failed", "a commit reported as failed was there after a crash", "a confirmation was lost", "a delivery was lost",
        "a directive retired", "an ascent was lost", "an ascentconfirmation was lost", "a parcel found no room", "a parcel was doubled", "a parcel was overtaken", "a snapshot was completed",
        "a snapshot was written while the engine worked", "a summary was lost", "a summaryconfirmation was lost", "an old snapshot came back",
        "an unanswered command survived a crash", "an unanswered command was lost in a crash", "answered: Accepted", "answered: Repeated",
        "died after a commit became durable", "died before a commit became durable", "recovery opened a snapshot", "refused: KeyReused",
        "refused: StorageUnavailable", "storage fell sick", "storage healed", "the newest snapshot was damaged",
        "CaseRaised", "CaseReceived", "CaseTaken", "CaseScheduled", "CaseEscalated", "CaseReferred", "CaseAnswered", "CaseFoundDuplicate", "CaseWithdrawn",
        "CaseNoted", "CaseConfirmed", "CaseReopened", "CaseWithdrawalRequested", "CaseRetired",
    ];

    [Fact]
    public void Every_seed_keeps_every_invariant()
    {
        var only = Environment.GetEnvironmentVariable("HIERARCHYSIM_SEED");
        var seeds = only is null ? Enumerable.Range(1, Seeds).Select(seed => (ulong)seed) : Range(only);
        var lives = seeds.AsParallel().AsOrdered().Select(Live).ToList();
        Assert.True(lives.TrueForAll(life => life.Failure is null), lives.Find(life => life.Failure is not null).Failure);

        var sometimes = new Sometimes();
        foreach (var life in lives) sometimes.Add(life.Sometimes);
        TestContext.Current.TestOutputHelper?.WriteLine(sometimes.ToString());
        if (only is null) Assert.All(Expected, what => Assert.True(sometimes[what] > 0, $"'{what}' never happened"));
    }

    [Fact]
    public void The_same_seed_is_the_same_life() =>
        Assert.Equal(Live(7).Sometimes.ToString(), Live(7).Sometimes.ToString());

    [Fact]
    public void Canary_a_link_that_confirms_what_it_loses_is_found() => AssertFound(new SimulationOptions { ConfirmsWhatItLoses = true }, [5, 14]);

    // A small tree may have no case to lose; of ten lives some have.
    [Fact]
    public void Canary_a_case_that_gets_lost_on_its_way_up_is_found()
    {
        var found = new List<int>();
        for (var seed = 1UL; seed <= 10; seed++)
        {
            using var life = new Simulation(seed, new SimulationOptions { ConfirmsAscentsItLoses = true });
            if (Record.Exception(life.Live) is { } error) found.Add(Assert.IsType<BrokenInvariant>(error).Number);
        }
        Assert.InRange(found.Count, 3, 10);
        Assert.All(found, number => Assert.Contains(number, (int[])[5, 9, 14]));
    }

    [Fact]
    public void Canary_a_disk_that_forgets_what_it_committed_is_found() => AssertFound(new SimulationOptions { ForgetsAtCrash = true }, [4]);

    private static IEnumerable<ulong> Range(string text)
    {
        var ends = Array.ConvertAll(text.Split('-'), end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1).Select(seed => (ulong)seed);
    }

    private static void AssertFound(SimulationOptions broken, int[] invariants)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            using var life = new Simulation(seed, broken);
            var found = Assert.Throws<BrokenInvariant>(life.Live);
            Assert.Contains(found.Number, invariants);
        }
    }

    private static (Sometimes Sometimes, string? Failure) Live(ulong seed)
    {
        using var life = new Simulation(seed);
        try
        {
            life.Live();
            return (life.Sometimes, null);
        }
        catch (Exception e)
        {
            return (life.Sometimes, $"Seed {seed}, step {life.At}: {e.Message}\nReplay: HIERARCHYSIM_SEED={seed} dotnet test tests/Standalone.Tests --filter {nameof(Every_seed_keeps_every_invariant)}\n{e}");
        }
    }
}
