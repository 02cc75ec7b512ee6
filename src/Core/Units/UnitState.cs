namespace HierarchySim.Core;

/// <summary>
/// One unit at one moment: the actor's whole memory. Outsiders read it; only <see cref="UnitMachine.Apply"/> (facts),
/// <see cref="UnitState.Observe"/> and the link methods (derived numbers and delivery marks) change it. Mutable, and owned by
/// one thread at a time.
/// </summary>
/// <remarks>
/// A leaf at rest takes about 130 bytes, which is why rare parts hang on a reference: <see cref="Branch"/> for parents,
/// <see cref="Issuer"/> for issuers, <see cref="Lineage"/> for units with codes or relatives.
/// </remarks>
public sealed partial class UnitState
{
    internal UnitState(UnitId id)
    {
        Id = id;
    }

    /// <summary>Identity, for ever.</summary>
    public UnitId Id { get; }

    /// <summary>The parent; <see cref="UnitId.None"/> for the root.</summary>
    public UnitId Parent { get; internal set; }

    /// <summary>Official name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>First day.</summary>
    public DateOnly Opened { get; internal set; }

    /// <summary>Last day; null while open.</summary>
    public DateOnly? Closed => closedDay == 0 ? null : DateOnly.FromDayNumber(closedDay);

    /// <summary>Place among the parent's children.</summary>
    public int IndexInParent { get; internal set; }

    /// <summary>0 for the root.</summary>
    public int Depth { get; internal set; }

    /// <summary>Level in the scheme.</summary>
    public Level Level { get; internal set; }

    /// <summary>Kind in the scheme.</summary>
    public KindIndex Kind { get; internal set; }

    /// <summary>True when it stands for a unit that no list names.</summary>
    public bool Synthetic { get; internal set; }

    /// <summary>Official codes it has had, oldest first.</summary>
    public IReadOnlyList<OfficialCode> Codes => lineage?.Codes ?? [];

    /// <summary>Units it was made from.</summary>
    public IReadOnlyList<UnitId> Predecessors => lineage?.Predecessors ?? [];

    /// <summary>Units that took its place.</summary>
    public IReadOnlyList<UnitId> Successors => lineage?.Successors ?? [];

    /// <summary>Receipts of directives, oldest first.</summary>
    public ReadOnlySpan<Receipt> Receipts => receipts.First(receiptCount);

    /// <summary>Directives issued here and not yet retired, oldest first.</summary>
    public IReadOnlyList<IssuedDirective> Issued => issuer?.Directives ?? [];

    /// <summary>Files of the cases raised here, by number.</summary>
    public IReadOnlyList<CaseFile> CaseFiles => desk?.Cases?.Files ?? (IReadOnlyList<CaseFile>)[];

    /// <summary>Cases the unit has custody of, in no order.</summary>
    public IReadOnlyCollection<HeldCase> HeldCases => desk?.Cases?.Custody?.Items ?? [];

    /// <summary>The file of a case raised here, or null.</summary>
    public CaseFile? FindCaseFile(CaseId id) => desk?.Cases is { } cases && cases.FindFile(id) is var at and >= 0 && id.Origin == Id ? cases.Files[at] : null;

    /// <summary>True when a case of this id was ever raised here, whether or not its file has retired.</summary>
    public bool HasRaised(CaseId id) => id.Origin == Id && id.Number > 0 && id.Number <= (desk?.Cases?.LastNumber ?? 0);

    /// <summary>A case the unit has custody of, or null.</summary>
    public HeldCase? FindHeldCase(CaseId id) => desk?.Cases?.FindHeld(id);

    /// <summary>Its cases as an engine stored them, while nothing has concerned them since; asking for a case reads them.</summary>
    public StoredCases? StoredCases => desk?.StoredCases;

    /// <summary>When time alone may give its cases something to do; <see cref="Instant.None"/> for never.</summary>
    public Instant CasesWakeAt => StoredCases?.NextWake ?? UnitMachine.NextCaseWake(this);

    /// <summary>How many children it has ever had linked.</summary>
    public int ChildCount => branch?.Count ?? 0;

    /// <summary>A child by its place.</summary>
    public UnitId ChildAt(int index) => branch!.Links[index].Child;

    /// <summary>Changes in this life of the unit; with the incarnation, the version of its views.</summary>
    public uint ChangeCount => changeCount;

    internal Branch? branch;
    internal Issuer? issuer;
    internal Lineage? lineage;
    internal Desk? desk;
    internal SubtreeCounts self = null!;
    internal SlabList<Receipt> receipts;
    internal RecentCommand[] commands = [];
    internal Link up;
    internal uint changeCount;
    internal uint summaryTransmitted;
    internal uint summaryConfirmed;
    internal int closedDay;
    internal int commandCount;

    /// <summary>How many commands it remembers, to know them when they come again.</summary>
    public int RememberedCommands => commandCount;
    internal int receiptCount;

    /// <summary>The receipt of a directive, or -1.</summary>
    public int FindReceipt(DirectiveId directive)
    {
        for (var i = receiptCount - 1; i >= 0; i--)
            if (receipts[i].Spec.Id == directive) return i;
        return -1;
    }

    internal void AddReceipt(in Receipt receipt)
    {
        receipts.Add(receipt, receiptCount);
        receiptCount++;
    }

    internal void RemoveReceipt(int index)
    {
        receipts.RemoveAt(index, receiptCount--);
        branch?.Trackings.RemoveAt(index);
    }
}

/// <summary>What only issuers have.</summary>
internal sealed class Issuer
{
    public int LastNumber;
    public List<IssuedDirective> Directives = [];

    public int Find(DirectiveId id) => Directives.FindIndex(directive => directive.Spec.Id == id);
}

/// <summary>What only units with official codes or relatives have.</summary>
internal sealed class Lineage
{
    public OfficialCode[] Codes = [];
    public UnitId[] Predecessors = [];
    public UnitId[] Successors = [];
}
