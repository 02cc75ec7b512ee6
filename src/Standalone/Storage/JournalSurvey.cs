namespace HierarchySim.Standalone.Storage;

/// <summary>What of a journal is whole, found by reading all of it and changing nothing.</summary>
/// <param name="LastWhole">Records 1 to here are there and unaltered.</param>
/// <param name="HighestSequence">The highest sequence of any row that can be reached.</param>
/// <param name="DamagedKeys">Key/value records whose checksum does not match.</param>
/// <param name="MustRebuild">The file's own structure is broken, or keys are: cutting rows off does not mend it.</param>
internal sealed record JournalSurvey(long LastWhole, long HighestSequence, long DamagedKeys, bool MustRebuild)
{
    public static JournalSurvey Of(SqliteDatabase database)
    {
        bool broken = false;
        long lastWhole = 0, highest = 0, damagedKeys = 0;
        try
        {
            foreach (JournalRecord record in JournalReader.Read(database, 0, 0))
                lastWhole = record.Sequence;
        }
        catch (JournalDamagedException damage)
        {
            broken = damage.InnerException is StorageFailedException;
        }
        broken |= !Try(() => highest = database.Scalar("SELECT max(seq) FROM journal"));
        broken |= !Try(() => damagedKeys = WholeRecords.CountDamaged(database));
        broken |= !Try(() => broken |= database.ScalarText("PRAGMA quick_check(1)") != "ok");
        return new JournalSurvey(lastWhole, Math.Max(highest, lastWhole), damagedKeys, broken || damagedKeys > 0);
    }

    private static bool Try(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            return false;
        }
    }
}
