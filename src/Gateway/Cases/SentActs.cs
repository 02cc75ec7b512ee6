using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Which unit each act on a case was sent to. Custody moves on, often because of the act itself, while the memory of a command
/// stays with the unit that accepted it; so a retry must go where the first request went. Written in the commit of the act, kept
/// as long as units remember commands, and removed, a few with each act, when the day and the next are over.
/// </summary>
internal sealed class SentActs(IHierarchyEngine engine, TimeProvider time)
{
    private const string Prefix = "acts/";
    private const int RemovedPerAct = 4;

    /// <summary>The unit that accepted an act under this key; <see cref="UnitId.None"/> when none did within 24 hours.</summary>
    /// <param name="act">The act's id where the unit is left open: the caller and the key alone.</param>
    /// <param name="left">Stops looking.</param>
    public async Task<UnitId> FindAsync(CommandId act, CancellationToken left)
    {
        var now = time.GetUtcNow();
        for (var day = DayOf(now); day >= DayOf(now).AddDays(-1); day = day.AddDays(-1))
            if (await engine.Records.GetAsync(KeyOf(day, act), left) is { } record && Parse(record.Value) is { Unit.IsValid: true } sent
                && now.ToUnixTimeMilliseconds() - sent.AtMs < Limits.RecentCommandsKeptMs)
                return sent.Unit;
        return UnitId.None;
    }

    /// <summary>What to write with an act: where it goes, and the removal of some that are too old to be asked for.</summary>
    public async Task<IEnumerable<RecordChange>> NoteAsync(CommandId act, UnitId unit, CancellationToken left)
    {
        var now = time.GetUtcNow();
        var kept = PrefixOf(DayOf(now).AddDays(-1));
        var oldest = await engine.Records.ListAsync(Prefix, null, RemovedPerAct, left);
        var value = string.Create(CultureInfo.InvariantCulture, $"{unit} {now.ToUnixTimeMilliseconds()}");
        return oldest.Where(record => string.CompareOrdinal(record.Key, kept) < 0).Select(record => new RecordChange(record.Key, null))
            .Prepend(new RecordChange(KeyOf(DayOf(now), act), Encoding.UTF8.GetBytes(value)));
    }

    private static (UnitId Unit, long AtMs) Parse(byte[] value)
    {
        var parts = Encoding.UTF8.GetString(value).Split(' ');
        return parts.Length == 2 && UnitId.TryParse(parts[0], out var unit) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? (unit, at) : default;
    }

    private static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    // Without the digest of the body: another body under the same key must reach the same unit, which refuses it.
    private static string KeyOf(DateOnly day, CommandId act) => string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(day)}{act.High:x16}{act.Low:x16}");

    private static string PrefixOf(DateOnly day) => $"{Prefix}{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}/";
}
