using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;

namespace HierarchySim.Import.Tests;

/// <summary>An empty data set and what the import's scenarios ask of it.</summary>
internal sealed class ImportDesk(string scheme = "three-tier") : IAsyncDisposable
{
    public HastyTime Time { get; } = new();

    public StubbornEngine Engine => engine ??= new StubbornEngine(Inner);

    public ReferenceEngine Inner => reference ??= new ReferenceEngine(LevelSchemes.Get(scheme), Time);

    private StubbornEngine? engine;
    private ReferenceEngine? reference;

    public static ImportRequest Request(string header, IEnumerable<string> rows, int cells = 0, int groups = 0, BadRows badRows = BadRows.RefuseList) =>
        new("list.csv", ListText.Read(ListText.Lines([header, .. rows]), badRows)) { Cells = cells, Groups = groups, Seed = 7, BadRows = badRows };

    public static ImportRequest Request(IEnumerable<string> rows, int cells = 0, int groups = 0, BadRows badRows = BadRows.RefuseList) =>
        Request(ListText.ThreeTier, rows, cells, groups, badRows);

    public Task<PreparedImport> Prepare(ImportRequest request) =>
        Importer.PrepareAsync(Engine, request, Time, TestContext.Current.CancellationToken);

    public Task<ImportOutcome> Import(ImportRequest request) => ImportUntil(request, TestContext.Current.CancellationToken);

    public async Task<ImportOutcome> ImportUntil(ImportRequest request, CancellationToken cancellation) =>
        await ImportRunner.RunAsync(Engine, await Prepare(request), Time, null, cancellation);

    /// <summary>Imports what must complete.</summary>
    public async Task<ImportOutcome> Complete(ImportRequest request)
    {
        var outcome = await Import(request);
        Assert.Null(outcome.Reason);
        Assert.True(outcome.IsCompleted);
        return outcome;
    }

    public async Task<ImportStatusRecord> Status(string id)
    {
        var record = await Engine.Records.GetAsync(ImportStatusRecord.KeyOf(id), TestContext.Current.CancellationToken);
        return ImportStatusRecord.TryParse(record!.Value)!;
    }

    public async Task<int> CountImports() =>
        (await Engine.Records.ListAsync(ImportStatusRecord.KeyPrefix, null, 1000, TestContext.Current.CancellationToken)).Count;

    /// <summary>Units at each level of the scheme, by a count of the units themselves.</summary>
    public int[] CountsByLevel() => Inner.Inspect(units =>
        Enumerable.Range(0, Inner.Scheme.Levels.Count).Select(level => units.Count(unit => unit.Level.Index == level)).ToArray());

    /// <summary>All units as paths of names, sorted; equal trees have equal texts, and a duplicate shows as a repeated line.</summary>
    public string[] Paths() => Inner.Inspect(units =>
    {
        var byId = units.ToDictionary(unit => unit.Id);
        string PathOf(UnitState unit) => (unit.Parent.IsValid ? PathOf(byId[unit.Parent]) + " / " : "") + unit.Name;
        return units.Select(PathOf).Order(StringComparer.Ordinal).ToArray();
    });

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
