using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator;

/// <summary>Everything that a run follows from. A seed draws the rest of it; shrinking makes it smaller.</summary>
/// <param name="Seed">Where every draw comes from.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Scheme">Code of the level scheme.</param>
/// <param name="UnitsMax">Units the tree grows to, 10 to 500.</param>
/// <param name="Events">Events of the phase with faults.</param>
/// <param name="Work">What callers ask for.</param>
internal sealed record RunPlan(ulong Seed, FaultMix Faults, string Scheme, int UnitsMax, int Events, WorkKinds Work)
{
    /// <summary>Events of a run with faults that nobody has shrunk.</summary>
    public const int EventsUsual = 3_000;

    /// <summary>The plan that a seed draws.</summary>
    public static RunPlan Draw(ulong seed)
    {
        // Away from the draws of the run itself: a plan with one fault less must not change all the others.
        var dice = new Dice(~seed);
        var faults = FaultMix.Draw(dice.Split());
        return new RunPlan(seed, faults, dice.Percent(50) ? "three-tier" : "two-tier", dice.Percent(70) ? dice.Between(10, 100) : dice.Between(10, 500), EventsUsual, WorkKinds.All);
    }
}

/// <summary>Kinds of work that callers do.</summary>
[Flags]
internal enum WorkKinds
{
    /// <summary>Units alone.</summary>
    None = 0,

    /// <summary>Directives are issued, changed, acknowledged, completed.</summary>
    Directives = 1,

    /// <summary>Cases are raised and handled.</summary>
    Cases = 2,

    /// <summary>Officials and teams are assigned and report.</summary>
    Holders = 4,

    /// <summary>Everything.</summary>
    All = Directives | Cases | Holders,
}
