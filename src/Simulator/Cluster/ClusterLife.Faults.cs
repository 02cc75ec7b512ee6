using HierarchySim.Simulator.Checks;
using HierarchySim.Simulator.Faults;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Cluster;

// What happens by itself: callers, passing days and faults, each on the agenda again after it happened.
internal sealed partial class ClusterLife
{
    private const int MinuteUs = 60_000_000;
    private const int QuietTicksMax = 4_000;
    private const long DayUs = 24L * 3600 * 1_000_000;
    private bool hasFaults = true;

    private void BeginWork()
    {
        Submit();
        Look();
        PassDays();
    }

    private void BeginFaults()
    {
        Recur(plan.Faults[Fault.HostCrash], () => Crash(dice.Pick(cluster.Hosts)));
        Recur(plan.Faults[Fault.Partition], Part);
        Recur(plan.Faults[Fault.TwoActivations] > 0 ? 30 : 0, Suspect);
        Recur(plan.Faults[Fault.SlowHost] > 0 ? 20 : 0, SlowDown);
        Recur(plan.Faults[Fault.ClockStep] > 0 ? 20 : 0, StepClock);
        Recur(plan.Faults[Fault.Burst] > 0 ? 2 : 0, () =>
        {
            Sometimes.Note("a burst of commands");
            for (var i = plan.Faults[Fault.Burst] / 4; i > 0; i--) traffic.Submit();
        });
    }

    private void Recur(int timesAMinute, Action what)
    {
        if (timesAMinute == 0) return;
        agenda.In(1 + dice.Below(2 * MinuteUs / timesAMinute / 10), () =>
        {
            if (!hasFaults) return;
            what();
            Recur(timesAMinute, what);
        });
    }

    private void Submit()
    {
        if (!hasFaults) return;
        agenda.In(1 + dice.Below(100_000), Submit);
        if (dice.Percent(15)) traffic.SubmitAgain();
        else traffic.Submit();
    }

    private void Look()
    {
        if (!hasFaults) return;
        agenda.In(1 + dice.Below(50_000), Look);
        onlookers.Ask();
    }

    // Limits are days: without leaps none would ever lapse.
    private void PassDays()
    {
        if (!hasFaults) return;
        agenda.In(1 + dice.Below(10_000_000), () =>
        {
            PassDays();
            if (!hasFaults || !dice.Percent(30)) return;
            agenda.Leap((1 + dice.Below(5)) * DayUs);
            traffic.Forget();
            door.PassDays();
            Sometimes.Note("days went by");
        });
    }

    private void Crash(Host host)
    {
        if (!host.IsAlive) return;
        Sometimes.Note("a host crashed");
        host.Crash();
        var number = host.Number;
        // The others notice after a while, or not before it is back.
        agenda.In(dice.Below(3_000_000), () =>
        {
            if (!host.IsAlive) cluster.Membership.Set(number, false);
        });
        agenda.In(1 + dice.Below(6_000_000), () => Return(host));
    }

    private void Return(Host host)
    {
        if (host.IsAlive) return;
        host.Start();
        cluster.Membership.Set(host.Number, true);
        cluster.Membership.Read(host.Number);
    }

    // The others take a host for dead that lives.
    private void Suspect()
    {
        var host = dice.Pick(cluster.Hosts);
        if (!cluster.Membership.Has(host.Number) || cluster.Hosts.Count(other => cluster.Membership.Has(other.Number)) < 2) return;
        Sometimes.Note("a living host was taken for dead");
        // One that hears nothing of it has its old memory still when the others come back to it.
        var isUnaware = dice.Percent(50);
        cluster.Membership.Set(host.Number, false, isUnaware);
        agenda.In(1 + dice.Below(isUnaware ? 1_000_000 : 4_000_000), () =>
        {
            if (host.IsAlive) cluster.Membership.Set(host.Number, true, isUnaware);
        });
    }

    // Hosts from each other, from the database, or from the gateway.
    private void Part()
    {
        var places = cluster.Hosts.Count + 2;
        var (from, to) = (dice.Below(places), dice.Below(places));
        var length = 1 + dice.Below(2_500_000);
        cluster.Network.Close(from, to, length);
        if (dice.Percent(50)) cluster.Network.Close(to, from, length);
    }

    private void SlowDown()
    {
        var host = dice.Pick(cluster.Hosts);
        host.Slowness = dice.Percent(50) ? 1 : 1 + dice.Below(plan.Faults[Fault.SlowHost]);
        if (host.Slowness > 10) Sometimes.Note("a host was slow");
    }

    private void StepClock()
    {
        var most = plan.Faults[Fault.ClockStep];
        dice.Pick(cluster.Hosts).Time.AheadUs = (dice.Below((2 * most) + 1) - most) * 1_000L;
        Sometimes.Note("the clock jumped");
    }

    private void EndFaults()
    {
        hasFaults = false;
        cluster.EndFaults();
        foreach (var host in cluster.Hosts)
        {
            if (!host.IsAlive) host.Start();
            cluster.Membership.Set(host.Number, true);
        }
    }

    private void Quieten()
    {
        var (idle, seen) = (0, -1);
        for (var ticks = 0; idle < 3; ticks++)
        {
            Require(ticks < QuietTicksMax, 14, $"no quiet after {ticks} ticks without faults: {traffic.Waiting} callers wait, {cluster.Network.InFlight} letters are under way, {cluster.Store.Unborn} units unborn");
            for (var until = agenda.Now + TickUs; agenda.Now < until;) Step();
            var isIdle = traffic.Waiting == 0 && cluster.Store.Unborn == 0 && !cluster.Committed.AwaitsAnything
                && cluster.Hosts.All(host => host.Activations.All(activation => activation.IsIdle)) && !cluster.Store.HasDue(cluster.Hosts.Max(host => host.Now()));
            idle = isIdle && seen == commits ? idle + 1 : 0;
            seen = commits;
        }
    }

    // Whatever ended leaves unit state after thirty days, everywhere.
    private void CheckAfterAMonth()
    {
        agenda.Leap(31 * DayUs);
        Quieten();
        CheckAtQuiet();
        MonthChecks.Run(ledger);
        if (ledger.Directives.Values.Any(directive => directive.IsRetired)) Sometimes.Note("a directive retired");
    }
}
