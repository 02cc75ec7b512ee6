using System.Globalization;

namespace HierarchySim.Simulator.Faults;

/// <summary>Which faults a run has, and how strong each is. A seed draws it; shrinking takes faults out of it.</summary>
internal sealed class FaultMix
{
    private static World? Both => null;

    private static readonly (Fault Fault, int Percent, int Least, int Most, string Unit, World? Only)[] Table =
    [
        (Fault.Loss, 50, 1, 200, "parcels in 1000", Both),
        (Fault.Doubling, 50, 1, 200, "parcels in 1000", Both),
        (Fault.Delay, 70, 1, 2_000, "ms at most", Both),
        (Fault.FullInbox, 40, 1, 100, "parcels in 1000", Both),
        (Fault.Partition, 40, 1, 30, "ten in a minute", Both),
        (Fault.SlowHost, 40, 2, 200, "times slower", Both),
        (Fault.ClockStep, 40, 1, (int)SkewMaxMs, "ms at most", Both),
        (Fault.FailedCommit, 50, 1, 80, "commits in 1000", Both),
        (Fault.ReturningCommit, 50, 1, 100, "failed commits in 100", World.Standalone),
        (Fault.DeathInCommit, 50, 1, 60, "commits in 1000", Both),
        (Fault.SickStorage, 40, 1, 60, "failed commits in 100", Both),
        (Fault.SlowDisk, 30, 2, 300, "ms at most", Both),
        (Fault.Crash, 60, 1, 30, "ten in a minute", World.Standalone),
        (Fault.OldSnapshot, 40, 1, 60, "crashes in 100", World.Standalone),
        (Fault.TornSnapshot, 40, 1, 60, "crashes in 100", World.Standalone),
        (Fault.FlippedSnapshot, 40, 1, 60, "crashes in 100", World.Standalone),
        (Fault.FlippedJournal, 30, 1, 40, "crashes in 100", World.Standalone),
        (Fault.NewerEvents, 30, 1, 40, "crashes in 100", World.Standalone),
        (Fault.Burst, 30, 10, 400, "commands at once", Both),
        (Fault.Flood, 4, 1, 1, "times", World.Standalone),
        (Fault.HostCrash, 60, 1, 40, "ten in a minute", World.Cluster),
        (Fault.TwoActivations, 60, 1, 5_000, "ms at most", World.Cluster),
        (Fault.CommitTimeout, 50, 1, 100, "commits in 1000", World.Cluster),
        (Fault.LateCommit, 40, 1, 50, "commits in 1000", World.Cluster),
        (Fault.EarlyCollection, 40, 1, 100, "activations in 100", World.Cluster),
    ];

    private readonly int[] strengths;

    private FaultMix(int[] strengths) => this.strengths = strengths;

    /// <summary>How far a host's clock may be from the truth, in milliseconds.</summary>
    public const long SkewMaxMs = 2_000;

    /// <summary>No fault at all.</summary>
    public static FaultMix None { get; } = new(new int[Table.Length]);

    /// <summary>How strong a fault is; 0 for never.</summary>
    public int this[Fault fault] => strengths[(int)fault];

    /// <summary>The faults there are.</summary>
    public IEnumerable<Fault> Present => Table.Select(row => row.Fault).Where(fault => this[fault] > 0);

    /// <summary>Draws which faults exist, and how strong.</summary>
    public static FaultMix Draw(Dice dice)
    {
        var strengths = new int[Table.Length];
        foreach (var (fault, percent, least, most, _, _) in Table)
        {
            var (exists, strength) = (dice.Percent(percent), dice.Between(least, most));
            if (exists) strengths[(int)fault] = strength;
        }
        return new FaultMix(strengths);
    }

    /// <summary>The same without the faults that a world does not know.</summary>
    public FaultMix In(World world) => Table.Where(row => row.Only is { } only && only != world).Aggregate(this, (mix, row) => mix.Without(row.Fault));

    /// <summary>The same without one fault.</summary>
    public FaultMix Without(Fault fault)
    {
        var fewer = (int[])strengths.Clone();
        fewer[(int)fault] = 0;
        return new FaultMix(fewer);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static FaultMix Parse(string text)
    {
        var strengths = new int[Table.Length];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part == "none") continue;
            var row = Array.FindIndex(Table, row => part.StartsWith($"{row.Fault}=", StringComparison.OrdinalIgnoreCase));
            if (row < 0 || !int.TryParse(part.AsSpan(part.IndexOf('=') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var strength) || strength > Table[row].Most)
                throw new FormatException($"'{part}' is no fault. Give NAME=NUMBER with a name of: {string.Join(", ", Table.Select(one => $"{one.Fault} (to {one.Most} {one.Unit})"))}.");
            strengths[(int)Table[row].Fault] = strength;
        }
        return new FaultMix(strengths);
    }

    /// <summary>Each fault with its strength, as a command line takes it.</summary>
    public override string ToString() =>
        Present.Any() ? string.Join(',', Present.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault}={this[fault]}"))) : "none";
}
