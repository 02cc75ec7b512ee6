namespace HierarchySim.Simulator;

/// <summary>What must always hold, by the numbers that the design gives it; docs/simulator.md says each in full.</summary>
internal static class Invariants
{
    /// <summary>How many there are; they are numbered from 1.</summary>
    public const int Count = 17;

    private static readonly string[] Names =
    [
        "links are in order and without gaps",
        "a command takes effect once",
        "nothing is seen before its commit",
        "what was answered stays",
        "what is unconfirmed is in the outbox",
        "only parent and child talk",
        "counters are ordered",
        "counters never exceed the truth",
        "one custody token",
        "one escalation per lapsed limit",
        "closed is closed, one answer per opening",
        "summary versions only grow",
        "sums equal a recount when quiet",
        "everything arrives when faults stop",
        "memory is bounded",
        "a replay gives the live state",
        "engines agree",
    ];

    /// <summary>An invariant's short name.</summary>
    public static string Name(int number) => Names[number - 1];
}
