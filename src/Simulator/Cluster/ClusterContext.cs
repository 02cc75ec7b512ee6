using HierarchySim.Core;
using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator.Cluster;

/// <summary>What the hosts of a cluster share.</summary>
internal sealed class ClusterContext
{
    private long lastCall;

    public required Agenda Agenda { get; init; }

    public required UnitMachine Machine { get; init; }

    public required FaultMix Faults { get; init; }

    public required Bugs Bugs { get; init; }

    public required Sometimes Sometimes { get; init; }

    public required ClusterNetwork Network { get; init; }

    /// <summary>Set once it has been made, before anything happens.</summary>
    public UnitStore Store { get; set; } = null!;

    /// <summary>Set once it has been made, before anything happens.</summary>
    public Membership Membership { get; set; } = null!;

    /// <summary>Set once it has been made, before anything happens.</summary>
    public CommittedUnits Committed { get; set; } = null!;

    public IReadOnlyList<Host> Hosts { get; set; } = [];

    /// <summary>While false nothing goes wrong.</summary>
    public bool HasFaults { get; private set; } = true;

    /// <summary>Nothing goes wrong any more.</summary>
    public void EndFaults()
    {
        HasFaults = Network.HasFaults = Store.HasFaults = Membership.HasFaults = false;
        Store.Heal();
        foreach (var host in Hosts) host.Slowness = 1;
    }

    /// <summary>A number for a call that no other has.</summary>
    public long NextCall() => ++lastCall;
}
