namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The journal does not hold what was committed. Nothing is started on such a journal: a record that is skipped in
/// silence is an answer taken back from somebody.
/// </summary>
public sealed class JournalDamagedException : Exception
{
    public JournalDamagedException(long sequence, string reason, Exception? inner = null)
        : base($"The journal is damaged at record {sequence}: {reason} Restore a backup with 'hierarchysim restore', or accept the loss "
            + "of that record and everything after it with 'hierarchysim repair'.", inner)
    {
        Sequence = sequence;
        Reason = reason;
    }

    /// <summary>The first record that is missing, misplaced or altered.</summary>
    public long Sequence { get; }

    /// <summary>What was found, in one sentence.</summary>
    public string Reason { get; }
}
