using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator;

/// <summary>Everything that a run follows from. A seed draws the rest of it; shrinking makes it smaller.</summary>
/// <param name="Seed">Where every draw comes from.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Scheme">Code of the level scheme.</param>
/// <param name="UnitsMax">Units the tree grows to, 10 to 500.</param>
/// <param name="Events">Events of the phase with faults.</param>
/// <param name="Work">What callers ask for.</param>
/// <param name="World">Which engine lives.</param>
internal sealed record RunPlan(ulong Seed, FaultMix Faults, string Scheme, int UnitsMax, int Events, WorkKinds Work, World World)
{
    /// <summary>Events of a run with faults that nobody has shrunk.</summary>
    public const int EventsUsual = 3_000;

    /// <summary>The plan that a seed draws.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="wanted">The world to live in, in place of the one drawn.</param>
    public static RunPlan Draw(ulong seed, World? wanted = null)
    {
        // Away from the draws of the run itself: a plan with one fault less must not change all the others.
        var dice = new Dice(~seed);
        var faults = FaultMix.Draw(dice.Split());
        var (scheme, units) = (dice.Percent(50) ? "three-tier" : "two-tier", dice.Percent(70) ? dice.Between(10, 100) : dice.Between(10, 500));
        var drawn = dice.Percent(50) ? World.Cluster : World.Standalone;
        return new RunPlan(seed, faults.In(wanted ?? drawn), scheme, units, EventsUsual, WorkKinds.All, wanted ?? drawn);
    }
}

/// <summary>Which engine a run is a life of.</summary>
internal enum World
{
    /// <summary>The engine of one machine: shards, one journal.</summary>
    Standalone,

    /// <summary>Hosts that run units one by one over a shared database.</summary>
    Cluster,
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
