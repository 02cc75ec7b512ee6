using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Checks;
using HierarchySim.Simulator.Faults;
using HierarchySim.Simulator.Standalone;
using HierarchySim.Simulator.Truth;
using HierarchySim.Simulator.Work;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// One life of a cluster: hosts that run units as grains would, each unit by itself over a shared database that fences it, while hosts
/// die and come back, are cut off from each other and from the database, and believe for a while that a unit is theirs which another
/// has. Everything follows from the plan.
/// </summary>
/// <remarks>
/// The checks look at what is committed, after every commit at the units concerned and now and then at all. First a phase with faults,
/// then the faults stop and everything must come to rest.
/// </remarks>
internal sealed partial class ClusterLife : ILife
{
    private const int TickUs = 250_000;
    private const int CommitsPerFullCheck = 200;
    private readonly Dice dice;
    private readonly RunPlan plan;
    private readonly Bugs bugs;
    private readonly Agenda agenda;
    private readonly LevelScheme scheme;
    private readonly SimulatedTime time;
    private readonly ClusterContext cluster;
    private readonly Ledger ledger;
    private readonly Traffic traffic;
    private readonly Door door;
    private readonly Onlookers onlookers;
    private int commits;
    private int heard;

    public ClusterLife(RunPlan plan, Bugs bugs)
    {
        (this.plan, this.bugs) = (plan, bugs);
        dice = new Dice(plan.Seed);
        agenda = new Agenda(dice.Split(), Fingerprint);
        time = new SimulatedTime(agenda);
        scheme = LevelSchemes.Get(plan.Scheme);
        var hosts = dice.Between(2, 5);
        cluster = new ClusterContext
        {
            Agenda = agenda,
            Machine = new UnitMachine(scheme) { Catalog = Catalogs.Get(scheme) },
            Faults = plan.Faults,
            Bugs = bugs,
            Sometimes = Sometimes,
            Network = new ClusterNetwork(dice.Split(), agenda, plan.Faults, Sometimes),
        };
        cluster.Store = new UnitStore(scheme, dice.Split(), agenda, cluster.Network, plan.Faults, Sometimes, bugs) { Place = hosts, Committed = OnCommit, Kill = host => Crash(cluster.Hosts[host]) };
        cluster.Membership = new Membership(dice.Split(), agenda, plan.Faults, hosts, hosts + 2) { Learnt = OnLearnt };
        cluster.Committed = new CommittedUnits(cluster, scheme);
        cluster.Hosts = [.. Enumerable.Range(0, hosts).Select(number => new Host(number, cluster, dice.Split()))];
        ledger = new Ledger(scheme) { TrueMs = () => time.TrueMs, Hears = bytes => Fingerprint.Add(bytes) };
        traffic = new Traffic(dice.Split(), plan, scheme, ledger, Sometimes);
        door = new Door(cluster, hosts + 1);
        onlookers = new Onlookers(cluster, ledger, dice.Split(), hosts + 1);
        traffic.Serve(door.SubmitAsync, () => new Instant(time.TrueMs));
    }

    /// <inheritdoc/>
    public Sometimes Sometimes { get; } = new();

    /// <inheritdoc/>
    public Fingerprint Fingerprint { get; } = new();

    /// <inheritdoc/>
    public Ledger Ledger => ledger;

    /// <inheritdoc/>
    public long Events => agenda.Happened;

    /// <inheritdoc/>
    public TimeSpan Simulated => TimeSpan.FromMicroseconds(agenda.Now - agenda.Leapt);

    private UnitsAlive Committed => cluster.Committed.Units;

    /// <inheritdoc/>
    public void Live()
    {
        foreach (var host in cluster.Hosts) host.Start();
        BeginWork();
        BeginFaults();
        while (agenda.Happened < plan.Events) Step();
        EndFaults();
        Quieten();
        CheckAtQuiet();
        // Nothing was kept in memory alone.
        foreach (var host in cluster.Hosts) host.Crash();
        foreach (var host in cluster.Hosts) host.Start();
        Quieten();
        CheckAtQuiet();
        if (dice.Percent(20)) CheckAfterAMonth();
        foreach (var (what, count) in ledger.Happened) Sometimes.Note(what, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Step()
    {
        Require(agenda.Step(), 14, "nothing is left to happen");
        traffic.Listen();
    }

    private void OnCommit(UnitId id, UnitRow row)
    {
        var feed = cluster.Store.Feed;
        cluster.Committed.Take(id, row, feed.Count > heard ? feed[^1].Payload : default);
        heard = feed.Count;
        ledger.CatchUp(feed.Count, after => feed.Skip((int)after));
        var unit = Committed.Find(id)!;
        LiveChecks.Run(Committed, unit);
        if (Committed.Find(unit.Parent) is { } parent) LiveChecks.Run(Committed, parent);
        ledger.Touched.Clear();
        if (++commits % CommitsPerFullCheck == 0) CheckAll();
    }

    private void CheckAll()
    {
        LiveChecks.Run(Committed);
        foreach (var host in cluster.Hosts)
            Require(host.Activations.Count <= ledger.Units.Count + 1 && host.Activations.Sum(activation => activation.Waiting) <= Limits.ShardInboxMax, 15, $"host {host.Number} has {host.Activations.Count} activations");
    }

    private void CheckAtQuiet()
    {
        while (!ledger.IsDayCertain) Quieten();
        traffic.CheckKept(Committed);
        CheckAll();
        Require(cluster.Store.Unborn == 0, 14, $"{cluster.Store.Unborn} units were never opened");
        QuietChecks.Run(Committed, ledger, scheme, Fingerprint);
        // The feed is all that the other engine would need to take this data over.
        var journal = new SimulatedJournal(dice, FaultMix.None, Sometimes, Bugs.None);
        journal.Commit([.. cluster.Store.Feed], []);
        var recovered = new Recovery(scheme, journal, new SimulatedSnapshots(scheme, dice, FaultMix.None, Sometimes, Bugs.None)) { UsesThreads = false }.Run((_, _, _) => 0);
        QuietChecks.CompareTo(new UnitsAlive(recovered.Directory), Committed);
    }

    private void OnLearnt(int place)
    {
        if (place < cluster.Hosts.Count) cluster.Hosts[place].Learn();
    }
}
