namespace HierarchySim.Core;

/// <summary>
/// What makes a command the same command when it is sent again: a 128-bit digest of caller, unit and the caller's key,
/// and beside it a digest of the body, so that the same key with another body is refused instead of answered.
/// </summary>
/// <param name="High">Upper half of the digest of caller, unit and key.</param>
/// <param name="Low">Lower half of it.</param>
/// <param name="BodyHash">Digest of the command's body.</param>
public readonly record struct CommandId(ulong High, ulong Low, ulong BodyHash)
{
    /// <summary>True when the other has the same caller, unit and key; the bodies may differ.</summary>
    public bool SameKey(in CommandId other) => High == other.High && Low == other.Low;
}
