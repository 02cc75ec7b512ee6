using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Notes of reports: records beside the journal, written in the commit of the report, and erasable. Nothing of them goes into
/// events, logs or problems.
/// </summary>
internal sealed class ReportNotes(IHierarchyEngine engine, CaseTexts texts)
{
    /// <summary>
    /// A report with the name of its note, and what its commit writes. A note is named as texts of cases are: a retry names the same
    /// one, and no earlier one is written over. A correction is different: nothing points to the note of the revision it replaces any
    /// more, so nobody could ever erase that one. It takes its place, and a correction without a note empties it.
    /// </summary>
    public async Task<(SubmitReport Report, IReadOnlyList<RecordChange> Records)> AddAsync(
        SubmitReport report, string? note, UnitId unit, CommandId command, CancellationToken left)
    {
        var replaced = await ReplacedAsync(report, unit, left);
        if (note is null) return (report, replaced.IsValid ? [new RecordChange(TextKeys.Of(replaced), [])] : []);
        var name = replaced.IsValid ? replaced : await texts.NameAsync(command, left);
        return (report with { Note = name }, [new RecordChange(TextKeys.Of(name), Encoding.UTF8.GetBytes(note))]);
    }

    /// <summary>Reads a note; without text where there is none, and with the time where it was erased.</summary>
    public async Task<(string? Text, Instant ErasedAt)> ReadAsync(TextId name, CancellationToken left)
    {
        if (!name.IsValid || await engine.Records.GetAsync(TextKeys.Of(name), left) is not { } record) return (null, Instant.None);
        return record.IsErased ? (null, record.ErasedAt) : (Encoding.UTF8.GetString(record.Value), Instant.None);
    }

    /// <summary>Erases a note for good. When the caller leaves, the erasure is finished all the same.</summary>
    public ValueTask<Erasure> EraseAsync(TextId name) => texts.EraseAsync(name);

    // Only the present revision is replaced; a command that names another is a retry or refused, and writes nothing.
    private async Task<TextId> ReplacedAsync(SubmitReport report, UnitId unit, CancellationToken left) =>
        report.Corrects > 0
        && await engine.QueryAsync(new GetReport(unit, report.Form, report.Period), left) is { Note.IsValid: true } present && present.Revision == report.Corrects
        && await engine.Records.GetAsync(TextKeys.Of(present.Note), left) is { IsErased: false }
            ? present.Note : TextId.None;
}
