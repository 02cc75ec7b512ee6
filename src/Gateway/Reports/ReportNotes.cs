using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Notes of reports: records beside the journal, written in the commit of the report, and erasable. Nothing of them goes into
/// events, logs or problems.
/// </summary>
internal sealed class ReportNotes(IHierarchyEngine engine, TimeProvider time)
{
    /// <summary>
    /// A name for a command's note. It is the command's own id, so that a retry names the same note. A note that has the name
    /// already is this command's own, and then nothing is written again, or that of one which the unit has forgotten after 24
    /// hours, and then the earlier note must not be written over.
    /// </summary>
    public async ValueTask<TextId> NameAsync(CommandId command, CancellationToken left)
    {
        var name = new TextId(command.High, command.Low);
        return await engine.Records.GetAsync(TextKeys.Of(name), left) is null
            ? name : new TextId(command.High, command.Low ^ (ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>The record to be written with the report.</summary>
    public static RecordChange Write(TextId name, string note) => new(TextKeys.Of(name), Encoding.UTF8.GetBytes(note));

    /// <summary>Reads a note; without text where there is none, and with the time where it was erased.</summary>
    public async Task<(string? Text, Instant ErasedAt)> ReadAsync(TextId name, CancellationToken left)
    {
        if (!name.IsValid || await engine.Records.GetAsync(TextKeys.Of(name), left) is not { } record) return (null, Instant.None);
        return record.IsErased ? (null, record.ErasedAt) : (Encoding.UTF8.GetString(record.Value), Instant.None);
    }
}
