using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Reads the audit log from its end, on a connection of its own, so that neither commits nor reads of records wait for somebody who
/// looks far back. One call looks at a bounded number of entries and says where to go on.
/// </summary>
internal sealed class AuditReader : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _all, _ofUnit;

    public AuditReader(string journalPath)
    {
        _database = JournalSchema.OpenForReading(journalPath);
        _all = _database.Prepare($"SELECT {AuditRows.Columns} FROM audit WHERE place < ?1 ORDER BY place DESC");
        _ofUnit = _database.Prepare($"SELECT {AuditRows.Columns} FROM audit WHERE place < ?1 AND unit = ?2 ORDER BY place DESC");
    }

    /// <summary>A page of entries.</summary>
    public AuditPage List(AuditQuery query)
    {
        lock (_gate)
        {
            SqliteStatement select = query.Unit.IsValid ? _ofUnit.Bind(2, query.Unit.Value) : _all;
            try
            {
                return Read(select.Bind(1, query.Before == 0 ? long.MaxValue : query.Before), query);
            }
            finally
            {
                select.Reset();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _all.Dispose();
            _ofUnit.Dispose();
            _database.Dispose();
        }
    }

    private AuditPage Read(SqliteStatement select, AuditQuery query)
    {
        List<AuditEntry> items = [];
        for (int seen = 1; select.Step(); seen++)
        {
            AuditEntry entry = AuditRow.From(select).ToEntry() ?? throw StorageFailedException.For(
                StorageFailure.Corrupt, _database.Path, $"entry {select.Int64(0)} of the audit log is damaged");
            if (query.Wants(entry.Unit, entry.At, entry.Note))
                items.Add(entry);
            if (items.Count == query.Take || seen == Limits.AuditEntriesPerReadMax)
                return new AuditPage(items, entry.Place > 1 ? entry.Place : 0);
        }
        return new AuditPage(items, 0);
    }
}
