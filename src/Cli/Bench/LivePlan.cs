namespace HierarchySim.Cli.Bench;

/// <summary>What a benchmark of the live hub works on.</summary>
/// <param name="Units">The official list, CSV, for the nation; null for the demo tree.</param>
/// <param name="Cells">Cells to make up below the list.</param>
/// <param name="Groups">Household groups to make up below the list.</param>
/// <param name="Watchers">Clients that watch while directives run.</param>
/// <param name="Sleepers">How many of them stop reading for the second run.</param>
/// <param name="Idle">Watchers in all at the end, when nothing happens; 0 for no such measurement.</param>
/// <param name="Seconds">Seconds of one run.</param>
internal sealed record LivePlan(FileInfo? Units, int Cells, int Groups, int Watchers, int Sleepers, int Idle, int Seconds)
{
    /// <summary>Of ten watchers four watch a group of their own, three the root, one the root and its children, two a unit in between and its children.</summary>
    public int Measured => Watchers * 4 / 10;
}

/// <summary>What the server tells of itself once it runs.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Units">Units of the tree.</param>
/// <param name="Measured">Groups that will acknowledge one by one.</param>
/// <param name="Between">Units above groups.</param>
internal sealed record LiveStart(string Address, long Units, string[] Measured, string[] Between);

/// <summary>What the server's process weighs, collected first.</summary>
/// <param name="HeapMb">Living objects.</param>
/// <param name="RssMb">Resident memory.</param>
/// <param name="CpuS">Seconds of processor since it began.</param>
internal sealed record LiveWeight(double HeapMb, double RssMb, double CpuS);

/// <summary>An acknowledgement by a measured group: which of its own it was, and when it was sent to the engine, before its commit.</summary>
internal sealed record LiveAck(int Group, int Number, long SentAt);
