namespace HierarchySim.Core;

/// <summary>
/// A unit's report of one period as it stands, corrections included. Immutable; replaced as a whole. Two of equal members are
/// equal, values included.
/// </summary>
/// <param name="Form">The form's code.</param>
/// <param name="Version">The form's version it was written on.</param>
/// <param name="Period">What it is about.</param>
/// <param name="Values">One count for each field, in the form's order.</param>
/// <param name="Note">Names the note, or <see cref="TextId.None"/>; the text is a record outside the journal and can be erased.</param>
/// <param name="By">Who submitted this revision, or <see cref="HolderId.None"/> for the unit itself.</param>
/// <param name="Revision">1 for a first report, and one more with every correction.</param>
/// <param name="Due">When the first report was due.</param>
/// <param name="SubmittedAt">When the first report was submitted.</param>
/// <param name="RevisedAt">When this revision was submitted.</param>
public sealed record Report(
    string Form, int Version, ReportPeriod Period, long[] Values, TextId Note, HolderId By, int Revision, Instant Due,
    Instant SubmittedAt, Instant RevisedAt)
{
    /// <summary>True when the first report came by its due time. A correction does not change it.</summary>
    public bool IsOnTime => SubmittedAt <= Due;

    /// <summary>True when it replaces an earlier one.</summary>
    public bool IsCorrected => Revision > 1;

    /// <inheritdoc/>
    public bool Equals(Report? other) =>
        other is not null && Form == other.Form
        && (Version, Period, Note, By, Revision, Due) == (other.Version, other.Period, other.Note, other.By, other.Revision, other.Due)
        && (SubmittedAt, RevisedAt) == (other.SubmittedAt, other.RevisedAt) && Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Form, Version, Period, Revision, SubmittedAt, RevisedAt);
}
