using HierarchySim.Core;

namespace HierarchySim.Standalone.Storage;

/// <summary>That a text was erased: all that is ever kept of it.</summary>
/// <param name="Key">The text's key as callers know it.</param>
/// <param name="At">When it was erased.</param>
public readonly record struct ErasureNote(string Key, Instant At)
{
    internal string StoredKey => RecordKeys.Callers + Key;
}
