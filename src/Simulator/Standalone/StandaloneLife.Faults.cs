using HierarchySim.Engine;
using HierarchySim.Simulator.Checks;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Running;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Standalone;

// What happens by itself: callers, the timer, snapshots, and faults, each on the agenda again after it happened.
internal sealed partial class StandaloneLife
{
    private const int MinuteUs = 60_000_000;
    private const int QuietTicksMax = 4_000;
    private const int MidnightWithinUs = 3_000_000;
    private const long DayUs = 24L * 3600 * 1_000_000;

    private void BeginWork()
    {
        Tick();
        Submit();
        Read();
        Maintain();
        PassDays();
    }

    private void BeginFaults()
    {
        Recur(plan.Faults[Fault.Crash], Crash);
        Recur(plan.Faults[Fault.Partition], Part);
        Recur(plan.Faults[Fault.SlowHost] > 0 ? 20 : 0, SlowDown);
        Recur(plan.Faults[Fault.ClockStep] > 0 ? 20 : 0, StepClock);
        Recur(plan.Faults[Fault.Burst] > 0 ? 10 : 0, () =>
        {
            Sometimes.Note("a burst of commands");
            for (var i = plan.Faults[Fault.Burst]; i > 0; i--) traffic.Submit();
        });
        Recur(plan.Faults[Fault.Flood] > 0 ? 5 : 0, () => traffic.Flood(Run));
    }

    private void Recur(int timesAMinute, Action what)
    {
        if (timesAMinute == 0) return;
        agenda.In(1 + dice.Below(2 * MinuteUs / timesAMinute / 10), () =>
        {
            if (!hasFaults) return;
            if (engine is not null) what();
            Recur(timesAMinute, what);
        });
    }

    private void Submit()
    {
        if (!hasFaults) return;
        agenda.In(1 + dice.Below(20_000), Submit);
        if (dice.Percent(15)) traffic.SubmitAgain();
        else traffic.Submit();
    }

    private void Read()
    {
        if (!hasFaults) return;
        agenda.In(1 + dice.Below(60_000), Read);
        if (engine is not null) traffic.Ask(Run);
    }

    // Limits are days: without leaps none would ever lapse.
    private void PassDays()
    {
        if (!hasFaults) return;
        agenda.In(1 + dice.Below(1_500_000), () =>
        {
            PassDays();
            if (!hasFaults || !dice.Percent(40)) return;
            var byUs = (1 + dice.Below(5)) * DayUs;
            agenda.Leap(dice.Percent(50) ? byUs : byUs - SinceMidnightUs(byUs) + DayUs - dice.Below(MidnightWithinUs));
            traffic.Forget();
            Sometimes.Note("days went by");
        });
    }

    // Some days end just before midnight, when clocks that differ are on different days.
    private long SinceMidnightUs(long later) => (((time.TrueMs + (scheme.Offset.Ticks / TimeSpan.TicksPerMillisecond)) * 1_000) + later) % DayUs;

    private void Part()
    {
        var (from, to) = (dice.Below(Run.Shards.Count), dice.Below(Run.Shards.Count));
        var length = 1 + dice.Below(3_000_000);
        network.Close(from, to, length);
        if (dice.Percent(50)) network.Close(to, from, length);
    }

    private void SlowDown()
    {
        var host = dice.Below(4);
        slowness[host] = dice.Percent(50) ? 1 : 1 + dice.Below(plan.Faults[Fault.SlowHost]);
        if (slowness[host] > 10) Sometimes.Note("a host was slow");
    }

    private void StepClock()
    {
        if (bugs.Have(Bug.ClockFarAhead)) return;
        var most = plan.Faults[Fault.ClockStep];
        time.AheadUs = (dice.Below((2 * most) + 1) - most) * 1_000L;
        Sometimes.Note("the clock jumped");
    }

    // A snapshot is begun or goes on.
    private void Maintain()
    {
        if (!hasFaults) return;
        agenda.In(1 + dice.Below(50_000), Maintain);
        if (engine is null || engine.Status.Condition != EngineCondition.Ready) return;
        if (snapshot is not null && snapshotOf != Run) DropSnapshot();
        if (snapshot is not null && snapshot.Step()) EndSnapshot();
        if (snapshot is not null || engine is null || !dice.Percent(10)) return;
        Run.Context.UnitsPerSlice = 1 + dice.Below(20);
        (snapshot, snapshotOf) = (new SnapshotTask(storage.Snapshots, Run.Journal, Run.Shards.Count), Run);
        foreach (var shard in Run.Shards) shard.BeginSnapshot(snapshot);
    }

    // Dying right after is when a snapshot of what never became durable would do its harm.
    private void EndSnapshot()
    {
        snapshot = null;
        if (plan.Faults[Fault.Crash] > 0 && dice.Percent(15)) Crash();
    }

    private void EndFaults()
    {
        hasFaults = false;
        network.HasFaults = storage.HasFaults = false;
        storage.Disk.Heal();
        slowness.Clear();
    }

    private void Quieten()
    {
        var (idle, taken) = (0, -1L);
        for (var ticks = 0; idle < 3; ticks++)
        {
            Require(ticks < QuietTicksMax, 14, $"no quiet after {ticks} ticks without faults: {engine?.Status}");
            for (var until = agenda.Now + TickUs; agenda.Now < until;) Step();
            if (engine is null) continue;
            var now = Run.Shards.Sum(shard => shard.ParcelsTaken);
            var isIdle = engine.Status.Condition == EngineCondition.Ready && Run.Journal.IsIdle && network.InFlight == 0 && traffic.Waiting == 0 && Run.Shards.All(shard => shard.IsIdle);
            idle = isIdle && now == taken ? idle + 1 : 0;
            taken = now;
        }
    }

    private void CheckAtQuiet()
    {
        while (!ledger.IsDayCertain) Quieten();
        traffic.CheckKept(Alive);
        CheckAll();
        QuietChecks.Run(Alive, ledger, scheme, Fingerprint);
        QuietChecks.CompareRecovery(Run, scheme, storage.Journal, storage.Snapshots);
        QuietChecks.CompareRecovery(Run, scheme, storage.Journal, new SimulatedSnapshots(scheme, dice, FaultMix.None, Sometimes, Bugs.None));
    }

    private void CheckAgreement()
    {
        using var one = Calm(plan, shards: 1);
        using var three = Calm(plan, shards: 3);
        using var hosts = Cluster.ClusterLife.Calm(plan);
        new Agreement(plan, scheme, bugs).Check([one, three, hosts], one.ledger);
        Sometimes.Note("three engines were asked the same");
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
