using HierarchySim.Core;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.ReadModels;

/// <summary>
/// Lists and searches, in a file of their own, projected from committed events and never the truth: it can be deleted and is
/// built again. Holds units that a list names, their codes with their days, directives, and closed cases; no receipts and no texts of cases.
/// </summary>
internal sealed class ReadModelStore : IDisposable
{
    private const int SchemaVersion = 2;
    private readonly Lock gate = new();
    private readonly SqliteDatabase database;
    private readonly SqliteStatement setPosition;
    private readonly SqliteStatement putUnit;
    private readonly SqliteStatement renameUnit;
    private readonly SqliteStatement closeUnit;
    private readonly SqliteStatement putCode;
    private readonly SqliteStatement endCode;
    private readonly SqliteStatement putDirective;
    private readonly SqliteStatement endDirective;
    private readonly SqliteStatement findByCode;
    private readonly ClosedCases closedCases;

    private ReadModelStore(SqliteDatabase database)
    {
        this.database = database;
        setPosition = database.Prepare("UPDATE position SET sequence = ?1, at_ms = ?2");
        putUnit = database.Prepare("INSERT OR REPLACE INTO units(id, parent, kind, name, opened) VALUES(?1, ?2, ?3, ?4, ?5)");
        renameUnit = database.Prepare("UPDATE units SET name = ?2 WHERE id = ?1");
        closeUnit = database.Prepare("UPDATE units SET closed = ?2 WHERE id = ?1");
        putCode = database.Prepare("INSERT OR REPLACE INTO codes(code, level, valid_from, unit) VALUES(?1, ?2, ?3, ?4)");
        endCode = database.Prepare("UPDATE codes SET valid_to = ?2 WHERE unit = ?1 AND valid_to IS NULL");
        putDirective = database.Prepare("INSERT OR REPLACE INTO directives(issuer, number, title, reality, issued_ms, due_ms, state) VALUES(?1, ?2, ?3, ?4, ?5, ?6, 'active')");
        endDirective = database.Prepare("UPDATE directives SET state = ?3, ended_ms = ?4 WHERE issuer = ?1 AND number = ?2");
        findByCode = database.Prepare(
            "SELECT unit FROM codes WHERE code = ?1 AND (?2 < 0 OR level = ?2) AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to >= ?3) ORDER BY level, unit");
        closedCases = new ClosedCases(database);
        Sequence = database.Scalar("SELECT sequence FROM position");
        AsOf = new Instant(database.Scalar("SELECT at_ms FROM position"));
    }

    /// <summary>The last journal record projected.</summary>
    public long Sequence { get; private set; }

    /// <summary>Time of the last turn projected.</summary>
    public Instant AsOf { get; private set; }

    /// <summary>Opens the file, anew where it is missing, damaged, of another version, or ahead of the journal.</summary>
    /// <param name="path">The file; null for memory.</param>
    /// <param name="journalEnd">The journal's last sequence.</param>
    public static ReadModelStore Open(string? path, long journalEnd)
    {
        if (path is null) return Create(":memory:");
        try
        {
            var store = Create(path);
            if (store.Sequence <= journalEnd) return store;
            store.Dispose();
        }
        catch (StorageFailedException e) when (e.Reason == StorageFailure.Corrupt)
        {
            // It is derived; it is built again below.
        }
        Delete(path);
        return Create(path);
    }

    /// <summary>Opens the file as it is, for checking.</summary>
    /// <exception cref="StorageFailedException">It is damaged, or of another version.</exception>
    public static ReadModelStore OpenAsIs(string path) => Create(path, makeSchema: false);

    /// <summary>Deletes the file, so that the next start builds it again.</summary>
    public static void Delete(string path)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(path + suffix);
    }

    /// <summary>Projects one journal record after another in one transaction.</summary>
    /// <param name="batch">Records in order, with their turns when they hold something listed.</param>
    /// <param name="levelOf">Level of a kind.</param>
    public void Project(IReadOnlyList<(long Sequence, IReadOnlyList<Turn> Turns)> batch, Func<KindIndex, Level> levelOf)
    {
        lock (gate)
        {
            var asOf = AsOf;
            database.Execute("BEGIN IMMEDIATE");
            try
            {
                foreach (var (_, turns) in batch)
                    foreach (var turn in turns)
                    {
                        foreach (var fact in turn.Events) Project(turn, fact, levelOf);
                        if (turn.At > asOf) asOf = turn.At;
                    }
                setPosition.Bind(1, batch[^1].Sequence).Bind(2, asOf.Milliseconds).Run();
                database.Execute("COMMIT");
                (Sequence, AsOf) = (batch[^1].Sequence, asOf);
            }
            catch
            {
                if (database.InTransaction) database.Execute("ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Units that had a code on a day.</summary>
    public List<UnitId> FindByCode(string code, Level? level, DateOnly day)
    {
        lock (gate)
        {
            var found = new List<UnitId>();
            findByCode.Bind(1, code).Bind(2, level is { } l ? l.Index : -1L).Bind(3, (long)day.DayNumber);
            while (findByCode.Step()) found.Add(new UnitId(findByCode.Int64(0)));
            findByCode.Reset();
            return found;
        }
    }

    /// <summary>A case that left unit state; null when there is none of this id.</summary>
    public CaseFile? FindClosedCase(CaseId id)
    {
        lock (gate) return closedCases.Find(id);
    }

    /// <summary>Cases of one origin that left unit state, newest first.</summary>
    public List<CaseFile> ListClosedCases(UnitId origin, long before, int take)
    {
        lock (gate) return closedCases.List(origin, before, take);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        closedCases.Dispose();
        foreach (var statement in new[] { setPosition, putUnit, renameUnit, closeUnit, putCode, endCode, putDirective, endDirective, findByCode }) statement.Dispose();
        database.Dispose();
    }

    private void Project(in Turn turn, UnitEvent fact, Func<KindIndex, Level> levelOf)
    {
        var unit = turn.Unit.Value;
        switch (fact)
        {
            case UnitOpened { Definition: { Synthetic: false } definition } opened:
                putUnit.Bind(1, unit).Bind(2, opened.Place.Parent.Value).Bind(3, (long)definition.Kind.Index).Bind(4, definition.Name).Bind(5, (long)definition.Opened.DayNumber).Run();
                if (definition.Code is { } code) PutCode(unit, code, levelOf(definition.Kind), definition.Opened);
                break;
            case UnitRenamed renamed: renameUnit.Bind(1, unit).Bind(2, renamed.Name).Run(); break;
            case UnitCodeChanged changed:
                endCode.Bind(1, unit).Bind(2, (long)changed.ValidFrom.AddDays(-1).DayNumber).Run();
                // A unit that no list names is not in the lists, and neither is a code given to it.
                if (LevelOf(unit, levelOf) is { } level) PutCode(unit, changed.Code, level, changed.ValidFrom);
                break;
            case UnitClosed closed:
                closeUnit.Bind(1, unit).Bind(2, (long)closed.On.DayNumber).Run();
                endCode.Bind(1, unit).Bind(2, (long)closed.On.DayNumber).Run();
                break;
            case DirectiveIssued issued:
                Put(issued.Spec, issued.Text);
                if (issued.Spec.Supersedes.IsValid) End(issued.Spec.Supersedes, "superseded", turn.At);
                break;
            case DirectiveRevised { Text: { } text } revised: Put(revised.Spec, text); break;
            case DirectiveCancelled cancelled when cancelled.Sequence == default: End(cancelled.Directive, "cancelled", turn.At); break;
            case CaseRetired retired: closedCases.Put(retired.File); break;
            default: break;
        }
    }

    private Level? LevelOf(long unit, Func<KindIndex, Level> levelOf)
    {
        using var kind = database.Prepare("SELECT kind FROM units WHERE id = ?1");
        return kind.Bind(1, unit).Step() ? levelOf(new KindIndex((byte)kind.Int64(0))) : null;
    }

    private void PutCode(long unit, string code, Level level, DateOnly from) =>
        putCode.Bind(1, code).Bind(2, (long)level.Index).Bind(3, (long)from.DayNumber).Bind(4, unit).Run();

    private void Put(DirectiveSpec spec, DirectiveText text) =>
        putDirective.Bind(1, spec.Id.Issuer.Value).Bind(2, (long)spec.Id.Number).Bind(3, text.Title).Bind(4, (long)spec.Reality)
            .Bind(5, spec.IssuedAt.Milliseconds).Bind(6, spec.Due.Milliseconds).Run();

    private void End(DirectiveId id, string state, Instant at) =>
        endDirective.Bind(1, id.Issuer.Value).Bind(2, (long)id.Number).Bind(3, state).Bind(4, at.Milliseconds).Run();

    private static ReadModelStore Create(string path, bool makeSchema = true)
    {
        var database = SqliteDatabase.Open(path, create: true);
        try
        {
            if (makeSchema && database.Scalar("PRAGMA user_version") != SchemaVersion) CreateSchema(database);
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = NORMAL");
            return new ReadModelStore(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void CreateSchema(SqliteDatabase database)
    {
        foreach (var table in new[] { "position", "units", "codes", "directives" }) database.Execute($"DROP TABLE IF EXISTS {table}");
        database.Execute("CREATE TABLE position(sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL)");
        database.Execute("INSERT INTO position VALUES(0, 0)");
        database.Execute("CREATE TABLE units(id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, opened INTEGER NOT NULL, closed INTEGER)");
        database.Execute(
            "CREATE TABLE codes(code TEXT NOT NULL, level INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER, unit INTEGER NOT NULL, PRIMARY KEY(code, level, valid_from, unit)) WITHOUT ROWID");
        database.Execute("CREATE INDEX codes_by_unit ON codes(unit)");
        database.Execute(
            "CREATE TABLE directives(issuer INTEGER NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, reality INTEGER NOT NULL, issued_ms INTEGER NOT NULL, due_ms INTEGER NOT NULL, state TEXT NOT NULL, ended_ms INTEGER, PRIMARY KEY(issuer, number)) WITHOUT ROWID");
        ClosedCases.CreateSchema(database);
        database.Execute($"PRAGMA user_version = {SchemaVersion}");
    }
}
