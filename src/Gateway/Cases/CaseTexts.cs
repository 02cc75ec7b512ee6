using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Texts of cases: records beside the journal, written in the commit of the command that brings them, and erasable. Nothing of
/// them goes into events, logs or problems.
/// </summary>
internal sealed class CaseTexts(IHierarchyEngine engine, TimeProvider time)
{
    /// <summary>
    /// A name for a command's text. It is the command's own id, so that a retry names the same text. A text that has the name
    /// already belongs to a command that was answered: to this one, and then nothing is written again, or to one that the unit has
    /// forgotten after 24 hours, and then the earlier text must not be written over.
    /// </summary>
    public async Task<TextId> NameAsync(CommandId command, CancellationToken left)
    {
        var name = new TextId(command.High, command.Low);
        if (await engine.Records.GetAsync(TextKeys.Of(name), left) is null) return name;
        return new TextId(command.High, command.Low ^ (ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>The record to be written with the command.</summary>
    public static RecordChange Write(TextId name, CaseText text) => new(TextKeys.Of(name), text.ToBytes());

    /// <summary>Reads a text.</summary>
    public async Task<StoredText> ReadAsync(TextId name, CancellationToken left)
    {
        var record = await engine.Records.GetAsync(TextKeys.Of(name), left);
        return record is null ? new StoredText(null, Instant.None)
            : record.IsErased ? new StoredText(null, record.ErasedAt)
            : new StoredText(CaseText.TryParse(record.Value), Instant.None);
    }

    /// <summary>Erases a text for good. When the caller leaves, the erasure is finished all the same.</summary>
    public ValueTask<Erasure> EraseAsync(TextId name) => engine.Records.EraseAsync(TextKeys.Of(name));
}

/// <summary>A text as it was found: there, erased, or neither.</summary>
/// <param name="Text">The text; null when it is not there.</param>
/// <param name="ErasedAt">When it was erased; <see cref="Instant.None"/> when it was not.</param>
internal readonly record struct StoredText(CaseText? Text, Instant ErasedAt);
