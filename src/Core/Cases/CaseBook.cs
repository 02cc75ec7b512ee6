namespace HierarchySim.Core;

/// <summary>What only units with cases have: the files of those raised here, and those they have custody of.</summary>
internal sealed class CaseBook
{
    private int raised;

    public static CaseBook Of(in CaseContents contents)
    {
        var book = new CaseBook();
        foreach (var file in contents.Files) book.AddFile(file);
        foreach (var held in contents.Held) book.Hold(held);
        book.LastNumber = contents.LastNumber;
        return book;
    }

    public int LastNumber;

    /// <summary>Files of the cases raised here, by number.</summary>
    public readonly List<CaseFile> Files = [];

    /// <summary>What it has custody of; most units that raise cases never have any.</summary>
    public Custody? Custody;

    public int FindFile(CaseId id)
    {
        var (low, high) = (0, Files.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var number = Files[middle].Spec.Id.Number;
            if (number == id.Number) return middle;
            if (number < id.Number) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    public void AddFile(CaseFile file)
    {
        Files.Add(file);
        LastNumber = Math.Max(LastNumber, file.Spec.Id.Number);
        raised += Counted(file);
    }

    public void Replace(int at, CaseFile file)
    {
        raised += Counted(file) - Counted(Files[at]);
        Files[at] = file;
    }

    public void RemoveFile(int at)
    {
        raised -= Counted(Files[at]);
        Files.RemoveAt(at);
    }

    public HeldCase? FindHeld(CaseId id) => Custody?.Find(id);

    public void Hold(HeldCase item) => (Custody ??= new Custody()).Hold(item);

    public CaseTally Tally => Custody is { } custody ? custody.Tally(raised)
        : CaseTally.OfRaised(raised);

    private static int Counted(CaseFile file) => file is { IsOpen: true, Spec.Reality: Reality.Actual } ? 1 : 0;
}

/// <summary>The cases one unit has custody of, with the one that lapses first and the oldest always at hand.</summary>
internal sealed class Custody
{
    private readonly Dictionary<CaseId, HeldCase> held = [];
    private readonly EarliestFirst dues;
    private readonly EarliestFirst ages;
    private int[] byCategory = [];
    private int real;

    public Custody()
    {
        dues = new EarliestFirst(id => held.TryGetValue(id, out var item) ? item.Due : Instant.None);
        ages = new EarliestFirst(id => held.TryGetValue(id, out var item) ? item.Spec.RaisedAt : Instant.None);
    }

    public IReadOnlyCollection<HeldCase> Items => held.Values;

    public HeldCase? Find(CaseId id) => held.GetValueOrDefault(id);

    public void Hold(HeldCase item)
    {
        var id = item.Spec.Id;
        if (held.TryGetValue(id, out var before)) Count(before, -1);
        else ages.Add(id, item.Spec.RaisedAt, held.Count);
        held[id] = item;
        if (item.Due.IsSet && before?.Due != item.Due) dues.Add(id, item.Due, held.Count);
        Count(item, 1);
    }

    public HeldCase Release(CaseId id)
    {
        held.Remove(id, out var item);
        Count(item!, -1);
        return item!;
    }

    /// <summary>The clock that lapses first, and whose it is.</summary>
    public (CaseId Case, Instant At) FirstDue => dues.First();

    public CaseTally Tally(int raised) => real + raised == 0 ? CaseTally.Empty : new CaseTally(real, raised, Oldest(), EarliestDue(), byCategory[..]);

    // A drill may be the oldest; it is rare enough to look for the real one by hand then.
    private Instant Oldest() =>
        real == 0 ? Instant.None
        : real == held.Count ? ages.First().At
        : held.Values.Where(IsReal).Min(item => item.Spec.RaisedAt);

    private Instant EarliestDue() =>
        real == held.Count ? dues.First().At
        : held.Values.Where(item => IsReal(item) && item.Due.IsSet).Select(item => item.Due).DefaultIfEmpty().Min();

    private static bool IsReal(HeldCase item) => item.Spec.Reality == Reality.Actual;

    private void Count(HeldCase item, int by)
    {
        if (!IsReal(item)) return;
        var category = item.Spec.Terms.Number;
        if (category >= byCategory.Length) Array.Resize(ref byCategory, category + 1);
        byCategory[category] += by;
        real += by;
    }
}

/// <summary>
/// Which case's moment comes first, where moments change and cases go: an entry that no longer tells the truth is dropped when it
/// comes to the front, and all are when most do not.
/// </summary>
/// <param name="truth">A case's moment now; <see cref="Instant.None"/> for one that has gone.</param>
internal sealed class EarliestFirst(Func<CaseId, Instant> truth)
{
    private readonly PriorityQueue<CaseId, (long AtMs, UnitId Origin, int Number)> queue = new();

    public void Add(CaseId id, Instant at, int living)
    {
        if (queue.Count > 64 + 2 * living) Sweep();
        // Equal moments are taken in the order of ids, so that every engine takes them in the same order.
        queue.Enqueue(id, (at.Milliseconds, id.Origin, id.Number));
    }

    public (CaseId Case, Instant At) First()
    {
        while (queue.TryPeek(out var id, out var entry))
        {
            if (truth(id).Milliseconds == entry.AtMs) return (id, new Instant(entry.AtMs));
            queue.Dequeue();
        }
        return (CaseId.None, Instant.None);
    }

    private void Sweep()
    {
        var living = queue.UnorderedItems.Where(item => truth(item.Element).Milliseconds == item.Priority.AtMs).Distinct().ToArray();
        queue.Clear();
        queue.EnqueueRange(living);
    }
}
