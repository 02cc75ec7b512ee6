namespace HierarchySim.Import;

/// <summary>How lively a demo is. Immutable.</summary>
public sealed record DemoLifeOptions
{
    /// <summary>Time between two steps.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest wait before the next step while the engine takes nothing.</summary>
    public TimeSpan WaitMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Acknowledgements and completions of one step at most; so a demo that was off for days catches up calmly.</summary>
    public int ActsPerStepMax { get; init; } = 8;

    /// <summary>Time between two looks at cases, reports and leaves.</summary>
    public TimeSpan RoundEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Reports submitted in one such look, at most.</summary>
    public int ReportsPerRoundMax { get; init; } = 4;

    /// <summary>Seed of all that is drawn.</summary>
    public ulong Seed { get; init; } = 1;
}
