using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// How callers' keys are kept: under a prefix of their own, so that no caller sees or overwrites what the engine keeps for
/// itself. Storage knows it because it keeps the values of texts apart from other records.
/// </summary>
internal static class RecordKeys
{
    public const string Callers = "caller/";

    public const string Texts = Callers + TextKeys.Prefix;

    /// <summary>True when a stored key is a text's.</summary>
    public static bool IsText(string storedKey) => storedKey.StartsWith(Texts, StringComparison.Ordinal);

    /// <summary>The key as a caller knows it.</summary>
    public static string ToCaller(string storedKey) => storedKey[Callers.Length..];
}
