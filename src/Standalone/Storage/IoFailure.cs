namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Tells apart what the operating system says when a file cannot be used. .NET gives one exception type for most of
/// it and leaves the system's own number in HResult: errno on Unix, a wrapped Win32 code on Windows.
/// </summary>
internal static class IoFailure
{
    private const int NoSpace = 28, Quota = 122, ReadOnlySystem = 30, WouldBlock = 11, WouldBlockMac = 35;
    private const int WinSharing = unchecked((int)0x80070020), WinLock = unchecked((int)0x80070021);
    private const int WinDiskFull = unchecked((int)0x80070070), WinWriteProtected = unchecked((int)0x80070013);

    public static bool IsIo(Exception error) => error is IOException or UnauthorizedAccessException;

    public static bool IsInUse(Exception error) =>
        error is IOException && error.HResult is WinSharing or WinLock or WouldBlock or WouldBlockMac;

    public static StorageFailure ReasonOf(Exception error) => error switch
    {
        UnauthorizedAccessException => StorageFailure.ReadOnly,
        { HResult: ReadOnlySystem or WinWriteProtected } => StorageFailure.ReadOnly,
        { HResult: NoSpace or Quota or WinDiskFull } => StorageFailure.DiskFull,
        _ => StorageFailure.IoError,
    };

    public static StorageFailedException ToStorageFailed(Exception error, string path) =>
        StorageFailedException.For(ReasonOf(error), path, error.Message, error);

    public static DataFolderException ToDataFolder(Exception error, string folder) => ReasonOf(error) switch
    {
        StorageFailure.ReadOnly => new DataFolderReadOnlyException(folder, error),
        StorageFailure.DiskFull => new DataFolderException(DataFolderReason.DiskFull,
            $"No space left in folder '{folder}' ({error.Message}). Free space on that disk.", error),
        _ => new DataFolderException(DataFolderReason.IoError,
            $"Folder '{folder}' cannot be used ({error.Message}). Check the path, the disk and the system's log.", error),
    };
}
