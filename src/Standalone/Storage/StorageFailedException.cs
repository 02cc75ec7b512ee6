namespace HierarchySim.Standalone.Storage;

/// <summary>Why storage refused a read or a write.</summary>
public enum StorageFailure
{
    /// <summary>No space, or a quota is used up. Free space, then go on.</summary>
    DiskFull,

    /// <summary>The file or its disk does not accept writes.</summary>
    ReadOnly,

    /// <summary>The disk or the operating system reported an error.</summary>
    IoError,

    /// <summary>The file's own structure is broken.</summary>
    Corrupt,
}

/// <summary>Weather: storage did not do what was asked. The message names the file, the cause and the next step.</summary>
public sealed class StorageFailedException : Exception
{
    public StorageFailedException(StorageFailure reason, string message, Exception? inner = null)
        : this(reason, "storage", message, inner)
    {
    }

    private StorageFailedException(StorageFailure reason, string name, string message, Exception? inner)
        : base(message, inner) => (Reason, ForCallers) = (reason, Cause(reason, name));

    public StorageFailure Reason { get; }

    /// <summary>
    /// The cause without a full stop, for whoever asks the engine from elsewhere: it names the file and says neither where it lies
    /// nor what the system said, which are for the operator's log.
    /// </summary>
    public string ForCallers { get; }

    /// <summary>The same shape of message for every file and every cause.</summary>
    internal static StorageFailedException For(StorageFailure reason, string path, string detail, Exception? inner = null)
    {
        string text = reason switch
        {
            StorageFailure.DiskFull => $"No space left to write '{path}' ({detail}). Free space on that disk.",
            StorageFailure.ReadOnly =>
                $"'{path}' does not accept writes ({detail}). Make it writable for the account this program runs under.",
            StorageFailure.Corrupt =>
                $"'{path}' is damaged ({detail}). Stop the program, copy the data folder, then run 'hierarchysim verify' on it.",
            _ => $"The disk or the system refused an operation on '{path}' ({detail}). Check the disk and the system's log.",
        };
        return new StorageFailedException(reason, $"'{Path.GetFileName(path)}'", text, inner);
    }

    private static string Cause(StorageFailure reason, string name) => reason switch
    {
        StorageFailure.DiskFull => $"no space left to write {name}",
        StorageFailure.ReadOnly => $"{name} does not accept writes",
        StorageFailure.Corrupt => $"{name} is damaged",
        _ => $"the disk or the system refused an operation on {name}",
    };
}
