namespace HierarchySim.Standalone.Storage;

/// <summary>Why a data folder cannot be used.</summary>
public enum DataFolderReason
{
    /// <summary>Another process has it open.</summary>
    Busy,

    /// <summary>It does not accept writes.</summary>
    ReadOnly,

    /// <summary>It was to exist and does not.</summary>
    Missing,

    /// <summary>The path names a file.</summary>
    NotAFolder,

    /// <summary>It, or a file in it, belongs to something else.</summary>
    Foreign,

    /// <summary>A later version of the program wrote it.</summary>
    NewerVersion,

    /// <summary>It was to be empty and is not.</summary>
    NotEmpty,

    /// <summary>A file in it is not what was written.</summary>
    Damaged,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The disk or the operating system reported an error.</summary>
    IoError,
}

/// <summary>A data folder or a backup folder cannot be used. The message names it, the rule and the next step.</summary>
public class DataFolderException : Exception
{
    public DataFolderException(DataFolderReason reason, string message, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    public DataFolderReason Reason { get; }
}

/// <summary>Another process has the folder open: two engines on one journal would destroy it.</summary>
public sealed class DataFolderBusyException(string path, Exception? inner = null) : DataFolderException(
    DataFolderReason.Busy,
    $"Data folder '{path}' is in use by another process, and only one may use it at a time. Stop that process, or choose another folder.",
    inner);

/// <summary>The folder does not accept writes.</summary>
public sealed class DataFolderReadOnlyException(string path, Exception? inner = null) : DataFolderException(
    DataFolderReason.ReadOnly,
    $"Data folder '{path}' does not accept writes, and the journal must be written there. "
        + "Give the account this program runs under write access, or choose another folder.",
    inner);
