using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// One process of a cluster: activations of the units that it believes are its own, a clock of its own, and a sweep that wakes what is
/// due. All it has is memory.
/// </summary>
internal sealed class Host(int number, ClusterContext context, Dice dice)
{
    private const int StepUs = 300;
    private const int StoreTimeoutUs = 2_000_000;
    private const int SweepUs = 700_000;
    private const int WokenPerSweepMax = 100;
    private const int CollectUs = 1_000_000;
    private readonly SortedDictionary<UnitId, Activation> activations = [];
    private readonly HashSet<Activation> rung = [];
    private readonly SnapshotWriter writer = new();
    private int lives;

    /// <summary>Its place on the network and in the membership table.</summary>
    public int Number => number;

    /// <summary>False while it is dead.</summary>
    public bool IsAlive { get; private set; }

    /// <summary>Its clock.</summary>
    public SimulatedTime Time { get; } = new(context.Agenda);

    /// <summary>How many times slower it works than usual.</summary>
    public int Slowness { get; set; } = 1;

    /// <summary>The units' behaviour.</summary>
    public UnitMachine Machine => context.Machine;

    /// <summary>The bug that the run has.</summary>
    public Bugs Bugs => context.Bugs;

    /// <summary>What occurred.</summary>
    public Sometimes Sometimes => context.Sometimes;

    /// <summary>The units it has in memory.</summary>
    public IReadOnlyCollection<Activation> Activations => activations.Values;

    /// <summary>The time its clock shows.</summary>
    public Instant Now() => new(Time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Begins to work.</summary>
    public void Start()
    {
        IsAlive = true;
        lives++;
        Recur(SweepUs, Sweep);
        Recur(CollectUs, Collect);
    }

    /// <summary>Dies with all that is in memory.</summary>
    public void Crash()
    {
        IsAlive = false;
        foreach (var activation in activations.Values) activation.IsGone = true;
        activations.Clear();
    }

    /// <summary>Its view of the cluster changed: units that are others' by now leave memory.</summary>
    public void Learn()
    {
        foreach (var activation in activations.Values.Where(activation => !Owns(activation.Id)).ToList()) Remove(activation);
    }

    // ----- letters -----

    /// <summary>A letter for a unit comes in; one that went to the wrong host is its sender's to send again.</summary>
    public void Receive(Letter letter)
    {
        if (!IsAlive) return;
        if (!Owns(letter.To))
        {
            Sometimes.Note("a letter came to the wrong host");
            return;
        }
        if (!activations.TryGetValue(letter.To, out var activation)) activations.Add(letter.To, activation = new Activation(this, letter.To));
        activation.Post(letter);
    }

    /// <summary>Sends a parcel to where its receiver is believed to be.</summary>
    public void Post(Parcel parcel)
    {
        context.Committed.OnParcel(parcel);
        var to = context.Membership.HostOf(number, parcel.To);
        if (to >= 0) context.Network.Post(number, to, "a parcel", () => context.Hosts[to].Receive(parcel));
    }

    /// <summary>Confirms a parcel to the host it came from; nothing is loaded for a confirmation.</summary>
    public void Reply(Parcel parcel, Confirmation confirmation)
    {
        context.Committed.OnConfirmation(parcel, confirmation);
        context.Network.Post(number, parcel.Host, "a confirmation", () =>
        {
            if (context.Hosts[parcel.Host].activations.TryGetValue(confirmation.To, out var sender)) sender.Post(confirmation);
        });
    }

    /// <summary>Hands an activation a letter of its own later.</summary>
    public void Later(int afterUs, Activation activation, Letter letter) => context.Agenda.In(afterUs, () =>
    {
        if (!activation.IsGone) activation.Post(letter);
    });

    /// <summary>True when a fault lets an activation have no room for a letter.</summary>
    public bool HasNoRoom() => context.HasFaults && dice.PerMille(context.Faults[Fault.FullInbox]);

    /// <summary>A number for a call that no other has.</summary>
    public long NextCall() => context.NextCall();

    /// <summary>True when a command's caller no longer waits.</summary>
    public bool HasExpired(Ask ask) => ask.ExpiresUs < context.Agenda.Now;

    // ----- the database -----

    /// <summary>A unit's bytes.</summary>
    public byte[] Encode(UnitState unit)
    {
        writer.Clear();
        writer.Write(unit);
        return writer.ToArray();
    }

    /// <summary>A unit from its row.</summary>
    public UnitState Decode(UnitRow row) => context.Store.Decode(row);

    /// <summary>Reads an activation's row. No answer ends the activation.</summary>
    public void Load(Activation activation, Action<UnitRow?> then) => Await<UnitRow?>(activation, answer => context.Store.Load(number, activation.Id, answer), then, () => Drop(activation));

    /// <summary>Asks whether an activation is the newest. No answer ends it.</summary>
    public void Check(Activation activation, long etag, Action<bool> then) =>
        Await<bool>(activation, answer => context.Store.Check(number, activation.Id, etag, answer), then, () => Drop(activation));

    /// <summary>Writes an activation's row.</summary>
    public void Write(Activation activation, UnitWrite write, Action<WriteOutcome, UnitId> then) => Await<(WriteOutcome Outcome, UnitId Taken)>(
        activation, answer => context.Store.Write(number, write, (outcome, taken) => answer((outcome, taken))), result => then(result.Outcome, result.Taken), () => then(WriteOutcome.Unknown, default));

    private void Await<T>(Activation activation, Action<Action<T>> ask, Action<T> then, Action onTimeout)
    {
        var isOver = false;
        ask(answer => End(() => then(answer)));
        context.Agenda.In(StoreTimeoutUs, () => End(onTimeout));

        void End(Action how)
        {
            if (isOver || activation.IsGone) return;
            isOver = true;
            how();
        }
    }

    // ----- activations -----

    /// <summary>Has an activation step soon; when it is to already, not a second time.</summary>
    public void Wake(Activation activation)
    {
        if (!rung.Add(activation)) return;
        context.Agenda.In(1 + dice.Below(StepUs * Slowness), () =>
        {
            rung.Remove(activation);
            activation.Step();
        });
    }

    /// <summary>Forgets an activation whose memory is worth nothing; what still waits for the unit loads it anew.</summary>
    public void Drop(Activation activation)
    {
        Sometimes.Note("an activation was dropped");
        Remove(activation);
        foreach (var letter in activation.TakeRest().ToList()) Receive(letter);
    }

    private void Remove(Activation activation)
    {
        activation.IsGone = true;
        activations.Remove(activation.Id);
    }

    private void Collect()
    {
        var chance = context.HasFaults ? Math.Max(5, context.Faults[Fault.EarlyCollection]) : 5;
        foreach (var activation in activations.Values.Where(activation => activation.IsIdle).ToList())
            if (dice.Percent(chance)) Remove(activation);
    }

    // What the scheduler grains do: each looks after a part of the units, those of its host here.
    private void Sweep() => context.Store.FindDue(number, Now(), due =>
    {
        foreach (var unit in due.Where(Owns).Take(WokenPerSweepMax))
        {
            if (!activations.ContainsKey(unit)) Sometimes.Note("the sweep woke a unit");
            Receive(new WakeUp(unit));
        }
    });

    private bool Owns(UnitId unit) => context.Membership.HostOf(number, unit) == number;

    private void Recur(int everyUs, Action what)
    {
        var of = lives;
        context.Agenda.In(1 + dice.Below(2 * everyUs), () =>
        {
            if (!IsAlive || of != lives) return;
            what();
            Recur(everyUs, what);
        });
    }
}
