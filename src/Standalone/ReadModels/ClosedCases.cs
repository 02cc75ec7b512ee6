using HierarchySim.Core;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.ReadModels;

/// <summary>Cases that left unit state, as their origins kept them; found by id, and listed by origin.</summary>
internal sealed class ClosedCases : IDisposable
{
    private readonly SqliteStatement put;
    private readonly SqliteStatement list;

    public ClosedCases(SqliteDatabase database)
    {
        put = database.Prepare("INSERT OR REPLACE INTO closed_cases(origin, number, file) VALUES(?1, ?2, ?3)");
        list = database.Prepare("SELECT file FROM closed_cases WHERE origin = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3");
    }

    public static void CreateSchema(SqliteDatabase database)
    {
        database.Execute("DROP TABLE IF EXISTS closed_cases");
        database.Execute("CREATE TABLE closed_cases(origin INTEGER NOT NULL, number INTEGER NOT NULL, file BLOB NOT NULL, PRIMARY KEY(origin, number)) WITHOUT ROWID");
    }

    public void Put(CaseFile file)
    {
        var bytes = new ByteWriter();
        CaseCodec.WriteFile(bytes, new CaseWriter(), file);
        put.Bind(1, file.Spec.Id.Origin.Value).Bind(2, (long)file.Spec.Id.Number).Bind(3, bytes.Written).Run();
    }

    public CaseFile? Find(CaseId id) => List(id.Origin, id.Number + 1L, 1) is [var file] && file.Spec.Id == id ? file : null;

    /// <summary>Files of one origin, newest first.</summary>
    /// <param name="origin">Where they were raised.</param>
    /// <param name="before">Only numbers below this one.</param>
    /// <param name="take">At most this many.</param>
    public List<CaseFile> List(UnitId origin, long before, int take)
    {
        var found = new List<CaseFile>();
        list.Bind(1, origin.Value).Bind(2, before).Bind(3, (long)take);
        while (list.Step())
        {
            var from = new ByteReader(list.Blob(0));
            found.Add(CaseCodec.ReadFile(ref from, new CaseReader(new SharedTerms())));
        }
        list.Reset();
        return found;
    }

    public void Dispose()
    {
        put.Dispose();
        list.Dispose();
    }
}
