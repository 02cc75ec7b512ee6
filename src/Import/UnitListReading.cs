// What came of reading a file. Bad input is an expected outcome, so it is a value: either
// the file as a whole is refused with one reason, or its rows were judged one by one.

namespace HierarchySim.Import;

/// <summary>What to do with the good rows of a file that also has bad ones.</summary>
public enum BadRows
{
    /// <summary>One bad row refuses the whole list. Every problem is still reported.</summary>
    RefuseList,

    /// <summary>The list is made of the good rows; the bad ones are reported and set aside.</summary>
    Skip,
}

/// <summary>Why a file as a whole was refused. Immutable.</summary>
/// <param name="Reason">Names the thing, the limit or the rule, and the next step.</param>
public sealed record FileRefusal(string Reason);

/// <summary>The outcome of reading a unit list. Immutable.</summary>
public sealed record UnitListReading
{
    /// <summary>The tree, or null when the file was refused or had bad rows that were not to be skipped.</summary>
    public UnitList? List { get; init; }

    /// <summary>Why no row could be judged, or why none of them is left; null otherwise.</summary>
    public FileRefusal? Refusal { get; init; }

    /// <summary>Everything wrong with every bad row, by line.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>The bad rows as they stand in the file, for <see cref="RefusedRowsFile"/>.</summary>
    public RefusedRows RefusedRows { get; init; } = new([], []);

    /// <summary>What was evened out without asking: padded numbers, spaces, Unicode forms, empty rows.</summary>
    public IReadOnlyList<ImportNotice> Notices { get; init; } = [];

    /// <summary>The rows below the header that held anything, good and bad.</summary>
    public int RowCount { get; init; }

    /// <summary>SHA-256 of the file's bytes in lower-case hexadecimal: the same file is known again by it. Empty when no row could be judged.</summary>
    public string ContentHash { get; init; } = "";
}
