namespace HierarchySim.Core;

/// <summary>Submits a report (nộp báo cáo) at the unit that owes it, or replaces one submitted before.</summary>
/// <param name="Form">Code of a form of the catalogue.</param>
/// <param name="Version">The form's version for this period; it says which values these are.</param>
/// <param name="Period">What the report is about.</param>
/// <param name="Values">One count for each field, in the form's order.</param>
/// <param name="Note">Names the note, which is written with this command's commit; <see cref="TextId.None"/> for none.</param>
/// <param name="By">Who; <see cref="HolderId.None"/> for the unit itself.</param>
/// <param name="Corrects">0 for a first report; else the <see cref="Report.Revision"/> it replaces, which must be the present one.</param>
public sealed record SubmitReport(
    string Form, int Version, ReportPeriod Period, long[] Values, TextId Note, HolderId By, int Corrects) : Command;
