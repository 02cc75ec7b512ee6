using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Keys of erasable texts, and the rules that records obey on every engine.</summary>
public static class TextKeys
{
    /// <summary>What the key of every text begins with; an id follows.</summary>
    public const string Prefix = "text/";

    /// <summary>The key under which a text of the core is kept.</summary>
    public static string Of(TextId text) => Prefix + text;

    /// <summary>True when a record under this key is a text.</summary>
    public static bool IsText(string key) => key is not null && key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>
    /// Checks a write. A text's id outlives its text, in the list of erasures and in backups, so it is kept to characters
    /// in which no sentence and hardly a name can be written.
    /// </summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static Refusal? CheckChange(string? key, byte[]? value)
    {
        if (CheckKey(key) is { } refusal) return refusal;
        if (value is null && IsText(key!))
            return new Refusal(RefusalCode.Invalid, "value", $"'{key}' is a text, and a text is erased, never deleted", "Erase it");
        if (value?.Length > Limits.RecordValueBytesMax)
            return new Refusal(RefusalCode.Invalid, "value", $"a record's value has at most {Limits.RecordValueBytesMax} bytes (RecordValueBytesMax), and '{key}' has {value.Length}", "Shorten it");
        return null;
    }

    /// <summary>Checks a key, and a text's key more strictly.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static Refusal? CheckKey(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > Limits.RecordKeyLengthMax)
            return new Refusal(RefusalCode.Invalid, "key", $"a record's key has 1 to {Limits.RecordKeyLengthMax} characters (RecordKeyLengthMax)", "Use a key of that length");
        return IsText(key) && !HasId(key)
            ? new Refusal(RefusalCode.Invalid, "key", $"after '{Prefix}' a text's key has an id of the letters a to z and A to Z, digits, '.', '_', '-' and '/'", "Use such an id")
            : null;
    }

    /// <summary>Checks the records of one command.</summary>
    /// <returns>What is wrong with them; null when nothing is.</returns>
    public static Refusal? CheckChanges(IReadOnlyList<RecordChange> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (records.Count > Limits.RecordsPerCommandMax)
            return new Refusal(RefusalCode.Invalid, "records", $"a command writes at most {Limits.RecordsPerCommandMax} records (RecordsPerCommandMax)", "Write fewer");
        var bytes = 0L;
        foreach (var (key, value) in records)
        {
            if (CheckChange(key, value) is { } refusal) return refusal;
            bytes += value?.Length ?? 0;
        }
        return bytes <= Limits.RecordBytesPerCommandMax ? null
            : new Refusal(RefusalCode.Invalid, "records", $"the records of a command have at most {Limits.RecordBytesPerCommandMax} bytes together (RecordBytesPerCommandMax), and these have {bytes}", "Shorten them");
    }

    /// <summary>Checks records that are written beside another: no texts, for an erased one would be left out while the others are written.</summary>
    /// <returns>What is wrong with them; null when nothing is.</returns>
    public static Refusal? CheckBeside(IReadOnlyList<RecordChange> others) =>
        CheckChanges(others) ?? (others.Any(other => IsText(other.Key))
            ? new Refusal(RefusalCode.Invalid, "others", "a text is not written beside another record", "Write it by itself, or with a command")
            : null);

    /// <summary>The answer to a command that would write under an erased key.</summary>
    public static Refusal ErasedRefusal(string key, Instant at) =>
        new(RefusalCode.Conflict, "records", $"the text '{key}' was erased at {at}, and an erased key takes no other text", "Write it under a new id");

    private static bool HasId(string key) =>
        key.Length > Prefix.Length && key.AsSpan(Prefix.Length).IndexOfAnyExcept(IdCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/");
}
