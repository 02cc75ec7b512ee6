using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>What every POST begins with: its Idempotency-Key and its body; or what is wrong with one of them.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The body as it was read; there unless there is a problem.</param>
/// <param name="Bytes">The body as it was sent.</param>
/// <param name="Problem">What is wrong; null when nothing is.</param>
internal readonly record struct KeyedBody<T>(string Key, T Value, ReadOnlyMemory<byte> Bytes, Problem? Problem)
    where T : class;

/// <summary>Reads them, the key first.</summary>
internal static class KeyedBody
{
    /// <summary>Reads the key and the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="whenEmpty">What a missing body means; null where there must be one.</param>
    public static async Task<KeyedBody<T>> ReadAsync<T>(HttpRequest request, T? whenEmpty = null)
        where T : class
    {
        if (IdempotencyKey.TryRead(request, out var key) is { } badKey) return new KeyedBody<T>(key, null!, default, badKey);
        var body = await RequestBody.ReadAsync(request, whenEmpty);
        return new KeyedBody<T>(key, body.Value!, body.Bytes, body.Problem);
    }
}
