using System.Runtime;

namespace HierarchySim.Cli;

/// <summary>
/// Keeps the collector away while a data set is loaded: everything that is read stays, so collections on the way would move a
/// million living objects several times and free nothing. At the end one collection sorts them, before anybody is served.
/// </summary>
internal static class LoadingMemory
{
    /// <summary>Measured with a million open cases: ten times the snapshot for what it holds, and half as much again for the journal after it.</summary>
    private const int BytesPerSnapshotByte = 16;

    private const long BytesMin = 64L << 20;

    /// <summary>Opens something large from a data folder.</summary>
    public static T Open<T>(string folder, Func<T> open)
    {
        // A quarter of what the machine has at most: reserving must not be what it dies of.
        var bytes = Math.Min(NewestSnapshotBytes(folder) * BytesPerSnapshotByte, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);
        var isHeld = bytes >= BytesMin && TryHold(bytes);
        try
        {
            return open();
        }
        finally
        {
            // It may have ended by itself, when more was needed than was reserved.
            if (isHeld && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
                GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: false);
            }
        }
    }

    private static bool TryHold(long bytes)
    {
        try
        {
            return GC.TryStartNoGCRegion(bytes, disallowFullBlockingGC: true);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // More than this collector can reserve at once: loading is slower then, and nothing else.
            return false;
        }
    }

    private static long NewestSnapshotBytes(string folder)
    {
        var snapshots = new DirectoryInfo(Path.Combine(folder, "snapshots"));
        // One that was still being written when the process died is not what will be read.
        return snapshots.Exists ? snapshots.EnumerateFiles("*.snap").MaxBy(file => file.Name, StringComparer.Ordinal)?.Length ?? 0 : 0;
    }
}
