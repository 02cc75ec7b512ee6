namespace HierarchySim.Core;

/// <summary>
/// The durable part of a unit, laid open for engines that store it: facts, outbox and marks, nothing derived. A plain carrier
/// that may be refilled for unit after unit; the arrays belong to the state once it is restored.
/// </summary>
public sealed partial class UnitSnapshot
{
    private Receipt[] receiptRoom = [];

    /// <summary>Identity.</summary>
    public UnitId Id { get; set; }

    /// <summary>Where it sits.</summary>
    public UnitPlace Place { get; set; }

    /// <summary>Kind in the scheme.</summary>
    public KindIndex Kind { get; set; }

    /// <summary>Official name.</summary>
    public string Name { get; set; } = "";

    /// <summary>First day.</summary>
    public DateOnly Opened { get; set; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? Closed { get; set; }

    /// <summary>See <see cref="UnitState.Synthetic"/>.</summary>
    public bool Synthetic { get; set; }

    /// <summary>Official codes, oldest first.</summary>
    public OfficialCode[] Codes { get; set; } = [];

    /// <summary>Units it was made from.</summary>
    public UnitId[] Predecessors { get; set; } = [];

    /// <summary>Units that took its place.</summary>
    public UnitId[] Successors { get; set; } = [];

    /// <summary>Receipts, oldest first.</summary>
    public ReadOnlyMemory<Receipt> Receipts { get; set; }

    /// <summary>Remembered commands, oldest first.</summary>
    public RecentCommand[] Commands { get; set; } = [];

    /// <summary>High-water mark of what arrived from the parent.</summary>
    public LinkSequence ReceivedFromParent { get; set; }

    /// <summary>Number of the last directive issued here.</summary>
    public int LastDirectiveNumber { get; set; }

    /// <summary>Directives issued here and not yet retired.</summary>
    public IssuedDirective[] Issued { get; set; } = [];

    /// <summary>Children in the order of their places.</summary>
    public ChildSnapshot[] Children { get; set; } = [];

    /// <summary>Number of the last message the parent confirmed.</summary>
    public LinkSequence ConfirmedByParent { get; set; }

    /// <summary>Messages the parent has not confirmed, in order.</summary>
    public LinkMessage[] PendingForParent { get; set; } = [];

    /// <summary>Number of the last case raised here.</summary>
    public int LastCaseNumber { get; set; }

    /// <summary>Files of the cases raised here, by number.</summary>
    public CaseFile[] CaseFiles { get; set; } = [];

    /// <summary>Cases the unit has custody of, by id.</summary>
    public HeldCase[] HeldCases { get; set; } = [];

    /// <summary>Its cases as they were stored, in place of the three above; null where those tell.</summary>
    public StoredCases? StoredCases { get; set; }

    /// <summary>Makes room for so many empty receipts. The room is used again for the next unit: a nation has them by the ten million.</summary>
    public Span<Receipt> MakeReceipts(int count)
    {
        if (receiptRoom.Length < count) receiptRoom = new Receipt[Math.Max(count, 2 * receiptRoom.Length)];
        Receipts = receiptRoom.AsMemory(0, count);
        var made = receiptRoom.AsSpan(0, count);
        made.Clear();
        return made;
    }

    /// <summary>Lays a unit open.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="readsCases">False to leave cases as they are stored when nothing has concerned them yet.</param>
    public void Fill(UnitState unit, bool readsCases = true)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Id = unit.Id;
        Place = new UnitPlace(unit.Parent, unit.IndexInParent, unit.Depth);
        Kind = unit.Kind;
        Name = unit.Name;
        Opened = unit.Opened;
        Closed = unit.Closed;
        Synthetic = unit.Synthetic;
        Codes = unit.lineage?.Codes ?? [];
        Predecessors = unit.lineage?.Predecessors ?? [];
        Successors = unit.lineage?.Successors ?? [];
        unit.Receipts.CopyTo(MakeReceipts(unit.receiptCount));
        Commands = unit.commandCount == 0 ? [] : unit.commands.AsSpan(0, unit.commandCount).ToArray();
        ReceivedFromParent = unit.ReceivedFromParent;
        LastDirectiveNumber = unit.issuer?.LastNumber ?? 0;
        Issued = unit.issuer is { Directives.Count: > 0 } issuer ? [.. issuer.Directives] : [];
        Children = unit.ChildCount == 0 ? [] : new ChildSnapshot[unit.ChildCount];
        for (var i = 0; i < Children.Length; i++) Children[i] = ChildSnapshot.Of(unit.branch!.Links[i]);
        ConfirmedByParent = new LinkSequence(unit.up.Confirmed);
        PendingForParent = unit.up.ToPendingArray();
        StoredCases = readsCases ? null : unit.StoredCases;
        if (StoredCases is not null) (LastCaseNumber, CaseFiles, HeldCases) = (0, [], []);
        else FillCases(unit);
        Reports = unit.Reports.Count == 0 ? [] : [.. unit.Reports];
        FillHolders(unit);
    }

    private void FillCases(UnitState unit)
    {
        LastCaseNumber = unit.desk?.Cases?.LastNumber ?? 0;
        CaseFiles = unit.CaseFiles.Count == 0 ? [] : [.. unit.CaseFiles];
        // Two copies of one state are equal byte by byte, whatever became of the table they were read from.
        HeldCases = unit.HeldCases.Count == 0 ? [] : [.. unit.HeldCases.OrderBy(held => held.Spec.Id.Origin).ThenBy(held => held.Spec.Id.Number)];
    }

    /// <summary>Makes the unit again. Its derived numbers are empty until the engine has children adopted.</summary>
    /// <param name="scheme">The data set's scheme.</param>
    public UnitState Restore(LevelScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var level = scheme.LevelOf(Kind);
        var unit = new UnitState(Id)
        {
            Parent = Place.Parent,
            IndexInParent = Place.IndexInParent,
            Depth = Place.Depth,
            Level = level,
            Kind = Kind,
            Name = Name,
            Opened = Opened,
            Synthetic = Synthetic,
            closedDay = Closed?.DayNumber ?? 0,
            self = Closed is null ? scheme.CountsOfOne(level) : scheme.Empty,
            receipts = SlabList<Receipt>.Of(Receipts.Span),
            receiptCount = Receipts.Length,
            commands = Commands,
            commandCount = Commands.Length,
        };
        unit.up.Received = ReceivedFromParent.Value;
        unit.up.Restore(ConfirmedByParent.Value, PendingForParent);
        if (Codes.Length + Predecessors.Length + Successors.Length > 0)
            unit.lineage = new Lineage { Codes = Codes, Predecessors = Predecessors, Successors = Successors };
        if (LastDirectiveNumber > 0) unit.issuer = new Issuer { LastNumber = LastDirectiveNumber, Directives = [.. Issued] };
        if (StoredCases is { } stored) (unit.desk ??= new Desk()).Store(stored);
        else if (LastCaseNumber > 0 || HeldCases.Length > 0) (unit.desk ??= new Desk()).Cases = CaseBook.Of(new CaseContents(LastCaseNumber, CaseFiles, HeldCases));
        RestoreHolders(unit, scheme);
        if (Reports.Length > 0) RestoreReports(unit);
        if (Children.Length > 0) RestoreChildren(unit, scheme);
        RecentCommands.Index(unit);
        return unit;
    }

    private void RestoreChildren(UnitState unit, LevelScheme scheme)
    {
        var branch = unit.branch = new Branch(scheme.Levels.Count);
        branch.Links = new ChildLink[Children.Length];
        foreach (var child in Children)
        {
            branch.Add(child.Id, scheme.Empty);
            ref var link = ref branch.Links[branch.Count - 1].Link;
            link.Received = child.Received.Value;
            link.Restore(child.Confirmed.Value, child.Pending);
        }
        for (var i = 0; i < unit.receiptCount; i++) unit.Track(unit.receipts[i]);
    }
}

/// <summary>The durable part of one link, parent's end.</summary>
/// <param name="Id">The child.</param>
/// <param name="Confirmed">Number of the last message the child confirmed.</param>
/// <param name="Pending">Messages it has not confirmed, in order.</param>
/// <param name="Received">High-water mark of what arrived from the child.</param>
public readonly record struct ChildSnapshot(UnitId Id, LinkSequence Confirmed, LinkMessage[] Pending, LinkSequence Received)
{
    internal static ChildSnapshot Of(in ChildLink child) => new(
        child.Child, new LinkSequence(child.Link.Confirmed), child.Link.ToPendingArray(), new LinkSequence(child.Link.Received));
}
