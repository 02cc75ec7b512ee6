using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>One entry of the audit log. Never changed, never removed.</summary>
/// <param name="Place">Its place among the entries of all units; it only grows, and it belongs to the engine that gave it.</param>
/// <param name="Unit">The unit whose chain it is in; the root for what is outside units.</param>
/// <param name="Number">1, 2, 3 ... within the unit, without a gap.</param>
/// <param name="At">When it happened: for a command, when that took effect.</param>
/// <param name="Note">Who did what.</param>
/// <param name="Hash">SHA-256 over the hash of the unit's entry before it and this entry, in lower-case hexadecimal; see <see cref="AuditChain"/>.</param>
public sealed record AuditEntry(long Place, UnitId Unit, long Number, Instant At, AuditNote Note, string Hash);

/// <summary>Which entries are wanted; newest first.</summary>
/// <param name="Unit">The only unit wanted; <see cref="UnitId.None"/> for all.</param>
/// <param name="Caller">The only caller wanted; null for all.</param>
/// <param name="Action">The only action wanted; null for all.</param>
/// <param name="From">The earliest time wanted; <see cref="Instant.None"/> for any.</param>
/// <param name="To">Entries before this time; <see cref="Instant.None"/> for any.</param>
/// <param name="Before">Entries before this place: <see cref="AuditPage.Next"/> of the page before; 0 for the newest.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record AuditQuery(
    UnitId Unit = default, string? Caller = null, string? Action = null, Instant From = default, Instant To = default, long Before = 0,
    int Take = Limits.PageItemsMax)
{
    /// <summary>True for an entry that is wanted, wherever the page begins.</summary>
    public bool Wants(UnitId unit, Instant at, AuditNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return (!Unit.IsValid || unit == Unit)
            && (Caller is null || note.Caller == Caller)
            && (Action is null || note.Action == Action)
            && (!From.IsSet || at >= From)
            && (!To.IsSet || at < To);
    }
}

/// <summary>A page of entries.</summary>
/// <param name="Items">
/// Newest first. One read looks at <see cref="Limits.AuditEntriesPerReadMax"/> entries at most, so a page may be short, or empty, and
/// not be the last.
/// </param>
/// <param name="Next">Where the next page begins; 0 when there is none.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, long Next);
