using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Makes <see cref="CommandId"/>s. The digest is SHA-256 cut to 128 bits for the key and 64 for the body: callers choose their
/// keys, so a digest that can be forged would let one caller read another's answer.
/// </summary>
/// <remarks>
/// The body's digest is keyed (HMAC-SHA-256) with the caller, the unit and the caller's key. The journal keeps digests for ever,
/// and a bare hash of the body would let anyone who reads it test guesses of a text that has been erased since. No engine stores
/// the caller's key itself, so such a test first has to guess that; callers do well to choose keys at random.
/// </remarks>
public static class CommandIds
{
    /// <summary>The id of a caller's command at a unit.</summary>
    /// <param name="caller">Who asks; 1 to <see cref="Limits.CommandKeyLengthMax"/> characters.</param>
    /// <param name="unit">The unit asked.</param>
    /// <param name="key">The caller's key; 1 to <see cref="Limits.CommandKeyLengthMax"/> characters.</param>
    /// <param name="body">The body in the form the caller sent it.</param>
    /// <exception cref="ArgumentException">Caller or key is empty or too long; edges check this first.</exception>
    public static CommandId Create(string caller, UnitId unit, string key, ReadOnlySpan<byte> body)
    {
        Check(caller, nameof(caller));
        Check(key, nameof(key));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        // Lengths keep ("ab", "c") apart from ("a", "bc").
        var text = string.Create(CultureInfo.InvariantCulture, $"{caller.Length}:{caller}|{unit.Value}|{key}");
        var secret = Encoding.UTF8.GetBytes(text);
        SHA256.HashData(secret, digest);
        var high = BinaryPrimitives.ReadUInt64LittleEndian(digest);
        var low = BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]);
        HMACSHA256.HashData(secret, body, digest);
        return new CommandId(high, low, BinaryPrimitives.ReadUInt64LittleEndian(digest));
    }

    private static void Check(string text, string name)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Limits.CommandKeyLengthMax)
            throw new ArgumentException($"1 to {Limits.CommandKeyLengthMax} characters are allowed (CommandKeyLengthMax).", name);
    }
}
