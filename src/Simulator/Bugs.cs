namespace HierarchySim.Simulator;

/// <summary>One known bug for each invariant, by its number: a canary switches one on, and the run must find it.</summary>
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
}

/// <summary>The bug that a run has.</summary>
internal sealed record Bugs(Bug Present)
{
    public static Bugs None { get; } = new(Bug.None);

    public bool Have(Bug bug) => Present == bug;
}
