// Every bound of the import, in one place, so that an operator who meets one can find
// its number and a reader of the code can see that each queue, list and text has an end.
// The whole country is about 10,600 rows in a file of under 1 MB: these bounds leave an
// order of magnitude of room and still keep a hostile file from filling the memory.

namespace HierarchySim.Import;

/// <summary>The bounds of the import. Passing one is refused with an error that names it.</summary>
public static class ImportLimits
{
    /// <summary>The largest file read, in bytes: 64 MiB.</summary>
    public const int FileBytesMax = 64 * 1024 * 1024;

    /// <summary>The largest total size of an Excel workbook once decompressed, in bytes: 256 MiB.</summary>
    public const long WorkbookBytesMax = 256L * 1024 * 1024;

    /// <summary>The most rows below the header.</summary>
    public const int RowsMax = 200_000;

    /// <summary>The most rows a sheet may span, empty ones included: what Excel itself allows.</summary>
    public const int SheetRowsMax = 1_048_576;

    /// <summary>The most columns a header or a row may have before it is certainly not a unit list.</summary>
    public const int ColumnsMax = 64;

    /// <summary>The longest name or code, in characters. A longer one refuses its row.</summary>
    public const int FieldCharsMax = 200;

    /// <summary>The longest cell of any kind, in characters. A longer one refuses the file: it is no list of units.</summary>
    public const int CellCharsMax = 10_000;

    /// <summary>The most children that synthesis gives to one unit.</summary>
    public const int SyntheticChildrenMax = 400;

    /// <summary>The most cells and household groups, together, that synthesis adds to one list.</summary>
    public const int SyntheticUnitsMax = 5_000_000;

    /// <summary>Commands that wait for their answers at one time: enough to fill an engine's commits, far below its door's bound.</summary>
    public const int CommandsInFlightMax = 256;

    /// <summary>Queries that wait for their answers at one time while the tree is read.</summary>
    public const int QueriesInFlightMax = 64;

    /// <summary>How long one command or query is tried again while the engine has too much to do, in milliseconds: ten minutes.</summary>
    public const long PatienceMs = 10 * 60 * 1000;

    /// <summary>The longest wait between two tries, in milliseconds.</summary>
    public const long WaitMaxMs = 1_000;

    /// <summary>How often a running import writes where it stands, in milliseconds.</summary>
    public const long StatusEveryMs = 2_000;

    /// <summary>How often a running import tells its listener, in milliseconds.</summary>
    public const long ProgressEveryMs = 200;

    /// <summary>Refused changes kept one by one; of more, only the number is kept.</summary>
    public const int RefusedChangesListedMax = 10_000;

    /// <summary>Characters of a list's own key of an official or team.</summary>
    public const int HolderRefCharsMax = 60;

    /// <summary>How long an import waits for the units held to accept or refuse, in milliseconds. What is still on its way then is told as such.</summary>
    public const long AcceptanceWaitMs = 60 * 1000;
}
