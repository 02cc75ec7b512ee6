using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Cluster;

/// <summary>Readers: what they are shown is committed, and never older than what was committed when they asked.</summary>
internal sealed class Onlookers(ClusterContext context, Ledger ledger, Dice dice, int place)
{
    private const int BusyUnits = 5;

    /// <summary>Asks for a unit.</summary>
    public void Ask()
    {
        if (ledger.Units.Count == 0) return;
        // Most look at what is busy: that is where two activations differ.
        var unit = dice.Percent(70) ? ledger.Units.Keys.ElementAt(dice.Below(Math.Min(BusyUnits, ledger.Units.Count))) : dice.Pick(ledger.Units.Keys.ToList());
        var least = context.Committed.Find(unit) is { } committed ? new SummaryVersion(Activation.Incarnation, committed.ChangeCount) : default;
        if (context.Membership.HostOf(place, unit) is >= 0 and var host)
            context.Network.Carry(place, host, "a question", () => context.Hosts[host].Receive(new Look(unit, view => context.Network.Carry(host, place, "a view", () => Check(unit, view, least)))));
    }

    private void Check(UnitId unit, UnitView? view, SummaryVersion least)
    {
        context.Sometimes.Note("a unit was looked at");
        Require(view is not null || least == default, 12, $"unit {unit} was shown as not there, and {least} was committed");
        if (view is null) return;
        Require(view.Version >= least, 12, $"unit {unit} was shown as {view.Version}, and {least} was committed");
        Require(view.Version.Count <= context.Committed.Find(unit)!.ChangeCount, 3, $"unit {unit} was shown as {view.Version} before its commit");
        Require(ledger.Units[unit].Names.Contains(view.Name), 3, $"unit {unit} was shown as '{view.Name}' before the commit");
        foreach (var standing in view.Directives) Require(ledger.Directives.ContainsKey(standing.Spec.Id), 3, $"{standing.Spec.Id} was shown before its commit");
    }
}
