namespace HierarchySim.Import;

/// <summary>
/// A harmless difference that the reader evened out, told once for all the cells it happened to. Immutable.
/// </summary>
/// <param name="Column">The official title of the column; empty when whole rows are meant.</param>
/// <param name="Change">What was done, as a sentence.</param>
/// <param name="Count">How many times.</param>
/// <param name="FirstLine">The first line (CSV) or row (Excel) it happened on.</param>
public sealed record ImportNotice(string Column, string Change, int Count, int FirstLine);
