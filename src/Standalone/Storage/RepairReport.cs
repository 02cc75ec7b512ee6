namespace HierarchySim.Standalone.Storage;

/// <summary>What a repair did to a journal, for the operator to keep.</summary>
/// <param name="LastSequence">The journal now ends here.</param>
/// <param name="LostThrough">Records after <paramref name="LastSequence"/> up to here are lost; equal to it when nothing is.</param>
/// <param name="RowsMoved">Rows taken out of the journal and kept in a side file; the other lost records were already gone.</param>
/// <param name="KeysLost">Key/value records that could not be read and are gone.</param>
/// <param name="SideFiles">Files that keep what was taken out, within the data folder.</param>
public sealed record RepairReport(
    long LastSequence, long LostThrough, long RowsMoved, long KeysLost, IReadOnlyList<string> SideFiles)
{
    /// <summary>False when the journal was whole and nothing was changed.</summary>
    public bool ChangedAnything => SideFiles.Count > 0 || LostThrough > LastSequence;

    /// <summary>The report in words.</summary>
    public override string ToString() => !ChangedAnything
        ? $"The journal is whole up to record {LastSequence}; nothing was changed."
        : $"The journal now ends at record {LastSequence}. "
            + (LostThrough > LastSequence ? $"Records {LastSequence + 1} to {LostThrough} are lost. " : "")
            + (KeysLost > 0 ? $"{KeysLost} key/value records could not be read and are lost. " : "")
            + (SideFiles.Count > 0 ? $"Kept aside: {string.Join(", ", SideFiles)}. " : "")
            + "Key/value records written with lost records may remain, and read models must be rebuilt.";
}
