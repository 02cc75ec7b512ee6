using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>The audit log in one list: an entry's place is where it stands there, and its unit's last one is looked for.</summary>
internal sealed class ReferenceAudit(TimeProvider time) : IAuditLog
{
    private readonly Lock gate = new();
    private readonly List<AuditEntry> entries = [];

    public ValueTask AppendAsync(UnitId unit, AuditNote note, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (!unit.IsValid) throw new ArgumentException("An entry belongs to a unit.", nameof(unit));
        if (note.Check() is { } invalid) throw new ArgumentException(invalid.ToString(), nameof(note));
        Write(unit, Instant.From(time.GetUtcNow()), note);
        return default;
    }

    public ValueTask<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Take is < 1 or > Limits.PageItemsMax)
            throw new EngineUnavailableException(new Refusal(
                RefusalCode.Invalid, "take", $"a page has 1 to {Limits.PageItemsMax} items (PageItemsMax)", "Ask for fewer"));
        lock (gate)
        {
            AuditEntry[] wanted = [.. entries.AsEnumerable().Reverse()
                .Where(entry => query.Before == 0 || entry.Place < query.Before)
                .Where(entry => query.Wants(entry.Unit, entry.At, entry.Note))];
            AuditEntry[] page = [.. wanted.Take(query.Take)];
            return ValueTask.FromResult(new AuditPage(page, wanted.Length > page.Length ? page[^1].Place : 0));
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Write(UnitId unit, Instant at, AuditNote note)
    {
        lock (gate)
        {
            var before = entries.FindLast(entry => entry.Unit == unit);
            var number = (before?.Number ?? 0) + 1;
            var hash = AuditChain.Hash(before is null ? [] : Convert.FromHexString(before.Hash), AuditChain.Encode(unit, number, at, note));
            entries.Add(new AuditEntry(entries.Count + 1, unit, number, at, note, Convert.ToHexStringLower(hash)));
        }
    }
}
