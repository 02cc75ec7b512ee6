namespace HierarchySim.Core;

/// <summary>How a turn ended.</summary>
public enum Verdict : byte
{
    /// <summary>Events to apply.</summary>
    Accepted = 1,

    /// <summary>A clear no; nothing to apply.</summary>
    Refused = 2,

    /// <summary>Done before: the first answer again; nothing to apply.</summary>
    Repeated = 3,

    /// <summary>A message out of order or already applied; nothing to apply, the sender is told the high-water mark.</summary>
    Dropped = 4,
}

/// <summary>What a unit decided. It is a value: nothing has changed yet.</summary>
public readonly struct Decision
{
    private Decision(Verdict verdict, UnitEvent? only, UnitEvent[]? many, Refusal? refusal, Instant at, int number)
    {
        Verdict = verdict;
        this.only = only;
        this.many = many;
        Refusal = refusal;
        At = at;
        Number = number;
    }

    private readonly UnitEvent? only;
    private readonly UnitEvent[]? many;

    /// <summary>How the turn ended.</summary>
    public Verdict Verdict { get; }

    /// <summary>Why not, when refused.</summary>
    public Refusal? Refusal { get; }

    /// <summary>When the command took effect: now, or then when repeated.</summary>
    public Instant At { get; }

    /// <summary>The number the answer carries: a new directive's, else 0.</summary>
    public int Number { get; }

    /// <summary>How many events there are to apply.</summary>
    public int EventCount => only is not null ? 1 : many?.Length ?? 0;

    /// <summary>An event to apply, by its place.</summary>
    public UnitEvent EventAt(int index) => only ?? many![index];

    internal static readonly Decision Drop = new(Verdict.Dropped, null, null, null, default, 0);

    internal static Decision Accept(Instant at, UnitEvent fact, int number = 0) => new(Verdict.Accepted, fact, null, null, at, number);

    internal static Decision Accept(Instant at, UnitEvent[] facts, int number) => new(Verdict.Accepted, null, facts, null, at, number);

    internal static Decision Repeat(in RecentCommand first) => new(Verdict.Repeated, null, null, null, first.At, first.Number);

    internal static Decision Refuse(RefusalCode code, string field, string rule, string nextStep) =>
        new(Verdict.Refused, null, null, new Refusal(code, field, rule, nextStep), default, 0);
}
