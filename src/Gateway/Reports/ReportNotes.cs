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
    /// <summary>A name for a command's note, given as texts of cases get theirs: a retry names the same note, and no earlier one is written over.</summary>
    public Task<TextId> NameAsync(CommandId command, CancellationToken left) => texts.NameAsync(command, left);

    /// <summary>The record to be written with the report.</summary>
    public static RecordChange Write(TextId name, string note) => new(TextKeys.Of(name), Encoding.UTF8.GetBytes(note));

    /// <summary>Reads a note; without text where there is none, and with the time where it was erased.</summary>
    public async Task<(string? Text, Instant ErasedAt)> ReadAsync(TextId name, CancellationToken left)
    {
        if (!name.IsValid || await engine.Records.GetAsync(TextKeys.Of(name), left) is not { } record) return (null, Instant.None);
        return record.IsErased ? (null, record.ErasedAt) : (Encoding.UTF8.GetString(record.Value), Instant.None);
    }
}
