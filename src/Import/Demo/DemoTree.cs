// The data set that a first start shows: one real district with made-up cells and groups, and
// numbered posts that hold them (DemoOpening). The tree is made by the same importer as any other data, so what a visitor sees is the product.
//
// The marker is written before the first unit. A demo that was broken off is then known as
// one and is completed by the next start; units that nobody marked are somebody's data, and
// a demo never goes in beside them.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>Makes and recognises the demo's data set.</summary>
public static class DemoTree
{
    /// <summary>Key of the durable record that marks a data set as a demo's.</summary>
    public const string MarkerKey = "dataset/demo";

    /// <summary>Name of the list, as shown in the import's status.</summary>
    public const string FileName = "binh-dai.csv";

    /// <summary>Cells in the demo.</summary>
    public const int Cells = 93;

    /// <summary>Household groups in the demo.</summary>
    public const int Groups = 1_470;

    /// <summary>Seed of the synthesis.</summary>
    public const ulong Seed = 835;

    /// <summary>The month of the list: the day the demo's units opened on.</summary>
    private static readonly DateOnly Opened = new(2023, 4, 1);

    /// <summary>True when the data set is a demo's.</summary>
    /// <exception cref="EngineUnavailableException">Records cannot be read.</exception>
    public static async Task<bool> IsDemoAsync(IHierarchyEngine engine, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return await engine.Records.GetAsync(MarkerKey, cancellation).ConfigureAwait(false) is not null;
    }

    /// <summary>
    /// Why a data set cannot be a demo's, with the next step; null when it is one, or has no units yet. Ask before anybody is let in: a
    /// demo lets everybody do everything.
    /// </summary>
    /// <exception cref="EngineUnavailableException">Records cannot be read.</exception>
    public static async Task<string?> RefusalAsync(IHierarchyEngine engine, CancellationToken cancellation = default) =>
        await IsDemoAsync(engine, cancellation).ConfigureAwait(false) || await engine.QueryAsync(new GetUnit(UnitId.Root), cancellation).ConfigureAwait(false) is null
            ? null : "The data set holds units that are not a demo's. Start the demo on an empty data set.";

    /// <summary>
    /// Makes the demo in an empty data set, with people, reports and cases, or completes one that was broken off. On a finished demo
    /// it changes nothing.
    /// </summary>
    /// <returns>Null when the demo stands; otherwise why not, with the next step. A data set with other units is left as it is.</returns>
    /// <exception cref="EngineUnavailableException">The engine does not answer and waiting did not help.</exception>
    public static async Task<string?> CreateAsync(IHierarchyEngine engine, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(time);
        if (await RefusalAsync(engine, cancellation).ConfigureAwait(false) is { } refusal) return refusal;

        var isEmpty = await engine.QueryAsync(new GetUnit(UnitId.Root), cancellation).ConfigureAwait(false) is null;
        if (await CreateTreeAsync(engine, time, isEmpty, cancellation).ConfigureAwait(false) is { } reason) return reason;
        return await new DemoOpening(engine, time).CreateAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<string?> CreateTreeAsync(IHierarchyEngine engine, TimeProvider time, bool isEmpty, CancellationToken cancellation)
    {
        var request = new ImportRequest(FileName, ReadList()) { Cells = Cells, Groups = Groups, Seed = Seed, Opened = Opened };
        var terms = new ImportTerms(request.Reading.ContentHash, request.Cells, request.Groups, request.Seed);
        if (!isEmpty && await UnfinishedImports.FindAsync(engine.Records, terms, cancellation).ConfigureAwait(false) is null) return null;

        var import = await Importer.PrepareAsync(engine, request, time, cancellation).ConfigureAwait(false);
        if (import.Plan.Refusal is { } refusal) return $"The demo cannot be made: {refusal}";
        if (!import.Plan.CanRun) return $"The demo cannot be completed: {import.Plan.Refused[0]} Start it on an empty data set.";
        await engine.Records.PutAsync(MarkerKey, "{}"u8.ToArray(), cancellation).ConfigureAwait(false);
        return (await ImportRunner.RunAsync(engine, import, time, null, cancellation).ConfigureAwait(false)).Reason;
    }

    /// <summary>The district's list, without its synthetic levels.</summary>
    internal static UnitListReading ReadList()
    {
        using var stream = typeof(DemoTree).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"The program was built without '{FileName}'.");
        return UnitListReader.Read(stream);
    }
}
