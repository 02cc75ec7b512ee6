using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Which ids a command's new units got. Ids come from the allocator before the command is submitted, so a retry would bring
/// others; they are written down first, under the command's id, and a retry finds them. Kept as long as units remember
/// commands: under the day they were written, and removed, a few at each write, when that day and the next are over.
/// </summary>
internal sealed class OpenedIds(IHierarchyEngine engine, TimeProvider time)
{
    private const string Prefix = "opened/";
    private const int RemovedPerWrite = 20;

    /// <summary>The first of the ids for a command's units, and whether they were written down by an earlier request.</summary>
    public async Task<(UnitId First, bool Known)> FirstForAsync(CommandId id, int count)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        // Commands are remembered for 24 hours, so a record is of today or of yesterday.
        for (var day = today; day >= today.AddDays(-1); day = day.AddDays(-1))
            if (await engine.Records.GetAsync(KeyOf(day, id)) is { } record && UnitId.TryParse(Encoding.UTF8.GetString(record.Value), out var known))
                return (known, true);
        var first = await engine.ReserveIdsAsync(count);
        await engine.Records.PutAsync(KeyOf(today, id), Encoding.UTF8.GetBytes(first.ToString()));
        await RemoveExpiredAsync(today);
        return (first, false);
    }

    /// <summary>Takes back what <see cref="FirstForAsync"/> wrote down: the command had taken effect before, with other ids.</summary>
    public async Task ForgetAsync(CommandId id)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        for (var day = today; day >= today.AddDays(-1); day = day.AddDays(-1)) await engine.Records.PutAsync(KeyOf(day, id), null);
    }

    private async Task RemoveExpiredAsync(DateOnly today)
    {
        var kept = PrefixOf(today.AddDays(-1));
        foreach (var record in await engine.Records.ListAsync(Prefix, null, RemovedPerWrite))
            if (string.CompareOrdinal(record.Key, kept) < 0) await engine.Records.PutAsync(record.Key, null);
    }

    // The digest of the body is in the key: another body under the same key is refused later and must not disturb this one.
    private static string KeyOf(DateOnly day, CommandId id) =>
        string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(day)}{id.High:x16}{id.Low:x16}{id.BodyHash:x16}");

    private static string PrefixOf(DateOnly day) => $"{Prefix}{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}/";
}
