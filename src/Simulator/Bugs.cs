namespace HierarchySim.Simulator;

/// <summary>
/// Known bugs: a canary switches one on, and the run must find it. The first seventeen are the single machine's, each under the number
/// of the invariant it breaks; the others are a cluster's.
/// </summary>
internal enum Bug
{
    /// <summary>A sound program.</summary>
    None,

    /// <summary>The journal loses a turn in the middle and says nothing.</summary>
    JournalSkipsARecord,

    /// <summary>A snapshot leaves out which commands a unit has done.</summary>
    SnapshotForgetsCommands,

    /// <summary>A commit is reported as done before it is kept.</summary>
    CommitAnswersEarly,

    /// <summary>A crash takes back a commit that was reported done.</summary>
    DiskForgetsAtCrash,

    /// <summary>A message to a child is lost, and confirmed all the same.</summary>
    LinkConfirmsWhatItLoses,

    /// <summary>A parcel goes to a unit that is no neighbour of its sender.</summary>
    PostmanMixesAddresses,

    /// <summary>A child's numbers say more acknowledged than delivered.</summary>
    SummaryOutOfOrder,

    /// <summary>A child's numbers are one too high.</summary>
    SummaryTooHigh,

    /// <summary>A snapshot gives a case in custody to a second unit.</summary>
    SnapshotDoublesACase,

    /// <summary>A clock runs a week ahead.</summary>
    ClockFarAhead,

    /// <summary>A snapshot brings the file of an open case back as answered.</summary>
    SnapshotClosesACase,

    /// <summary>The count of lives is not kept.</summary>
    IncarnationNotKept,

    /// <summary>A child's numbers are lost, and confirmed all the same.</summary>
    SummaryConfirmedWhenLost,

    /// <summary>One unit gets nothing any more, ever.</summary>
    UnitCutOff,

    /// <summary>Commands that were done are remembered without end.</summary>
    CommandsWithoutEnd,

    /// <summary>A snapshot changes a unit's name.</summary>
    SnapshotMisspells,

    /// <summary>The clock of one of two engines is a second ahead.</summary>
    EnginesDiffer,

    /// <summary>A write does not ask whether the row is still the one that was read.</summary>
    WriteWithoutFence,

    /// <summary>Messages leave before the turn that sends them is durable.</summary>
    SendsBeforeCommit,

    /// <summary>A message leaves the outbox when it is sent, not when it is confirmed.</summary>
    OutboxDroppedWhenSent,

    /// <summary>After a time-out an activation goes on with what it has in memory.</summary>
    NoReloadAfterTimeout,

    /// <summary>A summary that changes no number is confirmed and its version is not stored.</summary>
    SummaryVersionNotStored,

    /// <summary>An activation turns a caller away without asking whether its row is still the newest.</summary>
    AnswersFromStaleMemory,
}

/// <summary>The bug that a run has.</summary>
internal sealed record Bugs(Bug Present)
{
    // The invariants that the cluster's bugs break; each of the others has its own number.
    private static readonly Dictionary<Bug, int> OfCluster = new()
    {
        [Bug.WriteWithoutFence] = 16,
        [Bug.SendsBeforeCommit] = 3,
        [Bug.OutboxDroppedWhenSent] = 5,
        [Bug.NoReloadAfterTimeout] = 16,
        [Bug.SummaryVersionNotStored] = 12,
        [Bug.AnswersFromStaleMemory] = 12,
    };

    /// <summary>Every bug there is.</summary>
    public static IEnumerable<Bug> All => Enum.GetValues<Bug>().Where(bug => bug != Bug.None);

    /// <summary>The invariant that a bug breaks.</summary>
    public static int InvariantOf(Bug bug) => OfCluster.TryGetValue(bug, out var number) ? number : (int)bug;

    /// <summary>The world that has it.</summary>
    public static World WorldOf(Bug bug) => OfCluster.ContainsKey(bug) ? World.Cluster : World.Standalone;

    public static Bugs None { get; } = new(Bug.None);

    public bool Have(Bug bug) => Present == bug;
}
