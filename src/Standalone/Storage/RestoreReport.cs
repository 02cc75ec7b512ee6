namespace HierarchySim.Standalone.Storage;

/// <summary>What a restore did.</summary>
/// <param name="Manifest">What the backup says of itself.</param>
/// <param name="Erasures">Texts that the lists at hand have as erased.</param>
/// <param name="Reapplied">Those of them that the backup did not know of, and that were erased again.</param>
/// <param name="LaterListGiven">
/// Whether a list other than the backup's own was at hand. Without one, texts erased since the backup was made may be back.
/// </param>
public sealed record RestoreReport(BackupManifest Manifest, int Erasures, int Reapplied, bool LaterListGiven);
