using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Adds entries to the audit log within the transaction of the commit that brings them. An entry needs the number and the hash of its
/// unit's last one. Those of the units that were written to of late are kept in memory, in two generations: when the younger one
/// is full it becomes the older one, and the older one is forgotten. So memory is bounded, and a busy unit costs no look-up.
///
/// What a transaction adds counts only when it is committed. After a failure everything is forgotten and read again, so a
/// commit that failed leaves no gap.
/// </summary>
internal sealed class AuditWriter : IDisposable
{
    private const int UnitsPerGeneration = 4_096;

    private readonly SqliteStatement _insert, _lastOfUnit, _last, _mark;
    private readonly SqliteDatabase _database;
    private readonly Dictionary<UnitId, Head> _added = [];
    private Dictionary<UnitId, Head> _younger = [], _older = [];
    private long? _lastPlace;

    private readonly record struct Head(long Number, byte[] Hash);

    public AuditWriter(SqliteDatabase database)
    {
        _database = database;
        _insert = database.Prepare("INSERT INTO audit(place, unit, hash, entry, crc) VALUES(?1, ?2, ?3, ?4, ?5)");
        _lastOfUnit = database.Prepare($"SELECT {AuditRows.Columns} FROM audit WHERE unit = ?1 ORDER BY place DESC LIMIT 1");
        _last = database.Prepare("SELECT max(place) FROM audit");
        _mark = database.Prepare(
            "INSERT INTO meta VALUES('audit', ?1), ('audit-check', ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
    }

    /// <summary>Adds entries in their order. Within a transaction.</summary>
    public void Add(ReadOnlySpan<AuditWrite> audits)
    {
        if (audits.IsEmpty)
            return;
        long place = _lastPlace ?? FindLastPlace();
        byte[] hash = [];
        foreach (ref readonly AuditWrite audit in audits)
        {
            Head before = HeadOf(audit.Unit);
            byte[] entry = AuditChain.Encode(audit.Unit, before.Number + 1, audit.At, audit.Note);
            hash = AuditChain.Hash(before.Hash, entry);
            _insert.Bind(1, ++place).Bind(2, audit.Unit.Value).Bind(3, hash).Bind(4, entry).Bind(5, AuditRow.ChecksumOf(place, hash, entry)).Run();
            _added[audit.Unit] = new Head(before.Number + 1, hash);
        }
        AuditMark mark = AuditMark.Of(place, hash);
        _mark.Bind(1, mark.Place).Bind(2, mark.Check).Run();
        _lastPlace = place;
    }

    /// <summary>What was added is durable.</summary>
    public void Committed()
    {
        foreach ((UnitId unit, Head head) in _added)
            Keep(unit, head);
        _added.Clear();
    }

    /// <summary>Nothing of what was added is there.</summary>
    public void RolledBack()
    {
        _added.Clear();
        _younger.Clear();
        _older.Clear();
        _lastPlace = null;
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in (ReadOnlySpan<SqliteStatement>)[_insert, _lastOfUnit, _last, _mark])
            statement.Dispose();
    }

    private Head HeadOf(UnitId unit)
    {
        if (_added.TryGetValue(unit, out Head head) || _younger.TryGetValue(unit, out head))
            return head;
        head = _older.TryGetValue(unit, out Head older) ? older : FindHead(unit);
        Keep(unit, head);
        return head;
    }

    private void Keep(UnitId unit, Head head)
    {
        if (_younger.Count >= UnitsPerGeneration && !_younger.ContainsKey(unit))
            (_older, _younger) = (_younger, []);
        _younger[unit] = head;
    }

    /// <summary>
    /// The unit's last entry. One that was altered must not fail the commit, and with it everybody's: the chain goes on from the bytes
    /// that lie there, and a verification tells.
    /// </summary>
    private Head FindHead(UnitId unit)
    {
        try
        {
            if (!_lastOfUnit.Bind(1, unit.Value).Step())
                return new Head(0, []);
            AuditRow row = AuditRow.From(_lastOfUnit);
            byte[] hash = row.Hash.Length == AuditChain.HashBytes ? row.Hash : [];
            return new Head(AuditChain.TryDecode(row.Entry, out _, out long number, out _, out _) ? number : CountOf(unit), hash);
        }
        finally
        {
            _lastOfUnit.Reset();
        }
    }

    private long CountOf(UnitId unit) =>
        _database.Scalar(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT count(*) FROM audit WHERE unit = {unit.Value}"));

    /// <summary>Places that were taken from the end are not given out again, so that their loss stays to be seen.</summary>
    private long FindLastPlace()
    {
        long last = _last.Step() ? _last.Int64(0) : 0;
        _last.Reset();
        return Math.Max(last, AuditMark.Read(_database).Place);
    }
}
