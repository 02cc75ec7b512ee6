namespace HierarchySim.Simulator.Faults;

/// <summary>What can go wrong in a run. The number of each is how strong it is, in the unit that <see cref="FaultMix"/> names; 0 is never.</summary>
internal enum Fault
{
    /// <summary>A parcel is lost.</summary>
    Loss,

    /// <summary>A parcel comes twice.</summary>
    Doubling,

    /// <summary>Parcels take up to so long, and so overtake each other.</summary>
    Delay,

    /// <summary>A full inbox: the sender keeps its parcel.</summary>
    FullInbox,

    /// <summary>Nothing goes from one host to another for a while; the other direction may work.</summary>
    Partition,

    /// <summary>A host works so many times slower for a while.</summary>
    SlowHost,

    /// <summary>A host's clock jumps, forth or back, within the allowed skew.</summary>
    ClockStep,

    /// <summary>A commit fails and nothing of it is kept.</summary>
    FailedCommit,

    /// <summary>A commit is reported as failed and is there all the same after a crash.</summary>
    ReturningCommit,

    /// <summary>The process dies in a commit, just before or just after it became durable.</summary>
    DeathInCommit,

    /// <summary>Storage refuses every write until it heals.</summary>
    SickStorage,

    /// <summary>A commit takes long.</summary>
    SlowDisk,

    /// <summary>The process dies.</summary>
    Crash,

    /// <summary>At a crash the newest snapshot is gone, and an old one is the newest again.</summary>
    OldSnapshot,

    /// <summary>At a crash the newest snapshot lost its end.</summary>
    TornSnapshot,

    /// <summary>At a crash a bit of the newest snapshot is turned.</summary>
    FlippedSnapshot,

    /// <summary>At a start a bit of the journal reads wrong; it must be found, and read again right.</summary>
    FlippedJournal,

    /// <summary>The journal ends with a record of a newer program: this one must refuse it and change nothing.</summary>
    NewerEvents,

    /// <summary>Many commands at once.</summary>
    Burst,

    /// <summary>More reads at once than the door takes.</summary>
    Flood,

    /// <summary>A host of a cluster dies; the others learn of it later.</summary>
    HostCrash,

    /// <summary>Hosts learn of a change of membership one after the other: meanwhile two of them have a unit.</summary>
    TwoActivations,

    /// <summary>A write to the database is durable and is reported as a time-out.</summary>
    CommitTimeout,

    /// <summary>A write is on its way for longer than its host waits, and arrives after all.</summary>
    LateCommit,

    /// <summary>Activations are collected soon after their last turn.</summary>
    EarlyCollection,
}
