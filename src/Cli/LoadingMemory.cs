using System.Runtime;

namespace HierarchySim.Cli;

/// <summary>
/// Keeps the collector away while a data set is loaded: everything that is read stays, so collections on the way would move a
/// million living objects several times and free nothing. At the end one collection sorts them, before anybody is served.
/// </summary>
internal static class LoadingMemory
{
    private const int BytesPerSnapshotByte = 10;
    private const long BytesMin = 64L << 20;

    /// <summary>Opens something large from a data folder.</summary>
    public static T Open<T>(string folder, Func<T> open)
    {
        var bytes = NewestSnapshotBytes(folder) * BytesPerSnapshotByte;
        // A quarter of what the machine has free at most: reserving must not be what it dies of.
        var isHeld = bytes >= BytesMin && bytes <= GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 && TryHold(bytes);
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
        return snapshots.Exists ? snapshots.EnumerateFiles().OrderByDescending(file => file.Name, StringComparer.Ordinal).FirstOrDefault()?.Length ?? 0 : 0;
    }
}
