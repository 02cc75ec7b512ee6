namespace HierarchySim.Cli;

/// <summary>What the command's exit codes mean; scripts rely on them. The README has the same table.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>A fault of the program.</summary>
    public const int Fault = 1;

    /// <summary>The command line cannot be carried out: unknown, or an address that cannot be listened on.</summary>
    public const int Usage = 2;

    /// <summary>The input was refused: bad rows, refused changes, a data set of another kind. Nothing was changed.</summary>
    public const int InputRefused = 3;

    /// <summary>The data folder cannot be used: in use, read-only, of a newer version, not a data folder.</summary>
    public const int FolderUnusable = 4;

    /// <summary>The data is damaged; see <c>verify</c> and <c>repair</c>.</summary>
    public const int Damaged = 5;

    /// <summary>Storage failed on the way, for example a full disk; what was answered is kept.</summary>
    public const int StorageFailed = 6;

    /// <summary>The engine refused a part of the work; what was done before is kept, and the message says what to do.</summary>
    public const int PartWay = 7;

    /// <summary>Stopped by the operator before the end; running it again goes on.</summary>
    public const int Interrupted = 130;
}
