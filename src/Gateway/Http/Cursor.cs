using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HierarchySim.Gateway;

/// <summary>
/// Where a caller stands in a list, as a text it keeps but does not read. It carries a position and a digest of position and
/// list, so that one that was changed, or taken to another list, is refused instead of answered with a wrong page. The digest
/// is no secret: a cursor grants nothing.
/// </summary>
internal static class Cursor
{
    private const int DigestBytes = 6;

    /// <summary>A cursor.</summary>
    /// <param name="list">Which list.</param>
    /// <param name="position">The place in it, in whatever form the list uses.</param>
    public static string Write(string list, string position)
    {
        var text = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. Digest(list, position), .. text]);
    }

    /// <summary>The position; false for anything <see cref="Write"/> did not write for this list.</summary>
    public static bool TryRead(string list, string cursor, out string position)
    {
        position = "";
        if (cursor.Length is 0 or > GatewayLimits.CursorLengthMax || !Base64Url.IsValid(cursor)) return false;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= DigestBytes) return false;
        position = Encoding.UTF8.GetString(bytes.AsSpan(DigestBytes));
        // Comparing what would be written also refuses other spellings of the same bytes.
        return Write(list, position) == cursor;
    }

    private static byte[] Digest(string list, string position) => SHA256.HashData(Encoding.UTF8.GetBytes($"{list}\n{position}"))[..DigestBytes];
}
