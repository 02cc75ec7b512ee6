using HierarchySim.Core;
using HierarchySim.Simulator.Checks;
using HierarchySim.Standalone.Codec;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// Every unit as the database has it. The facts come from the feed alone, and each row's must be the same; the numbers come from the
/// row. It looks at every write when it is kept and at all that units tell each other: nobody may say what is not durable.
/// </summary>
internal sealed class CommittedUnits(ClusterContext context, LevelScheme scheme)
{
    private readonly Dictionary<UnitId, UnitState> units = [];
    private readonly UnitMachine machine = new(scheme);
    private readonly TurnReader reader = new();
    private readonly SnapshotWriter writer = new();

    /// <summary>For the checks.</summary>
    public UnitsAlive Units => new(units.Count, Find);

    /// <summary>A unit, or null.</summary>
    public UnitState? Find(UnitId id) => units.GetValueOrDefault(id);

    /// <summary>True when some unit still has something to hand over, or to hear.</summary>
    public bool AwaitsAnything => units.Values.Any(unit => unit.HasUnconfirmedMessages || unit.HasUnconfirmedSummary);

    /// <summary>Takes a row that was just kept, with the turns that the feed got with it.</summary>
    public void Take(UnitId id, UnitRow row, ReadOnlyMemory<byte> turns)
    {
        if (!turns.IsEmpty) Replay(id, turns);
        Require(units.TryGetValue(id, out var unit) && unit.ChildCount == row.Rollup.Children.Count, 16, $"unit {id} is stored otherwise than its feed says");
        CheckVersions(unit!, row.Rollup);
        CompareFacts(unit!, row);
        row.Rollup.RestoreTo(unit!);
        CheckHeard(unit!);
    }

    /// <summary>What a parcel carries is durable at its sender.</summary>
    public void OnParcel(Parcel parcel)
    {
        var sender = Find(parcel.From);
        Require(sender is not null && (parcel.Summary is null || parcel.Summary.Version.Count <= sender.ChangeCount), 3, $"unit {parcel.From} sent numbers before their commit");
        var sent = sender is null ? 0 : parcel.Way.IsUp ? sender.SentToParent.Value : parcel.Way.Child < sender.ChildCount ? sender.SentTo(parcel.Way.Child).Value : 0;
        Require(parcel.Messages is not [.., var last] || last.Sequence.Value <= sent, 3, $"unit {parcel.From} sent messages to {parcel.To} before their commit");
        var (upper, lower) = parcel.Link.IsUp ? (parcel.From, parcel.To) : (parcel.To, parcel.From);
        var place = parcel.Link.IsUp ? parcel.Way.Child : parcel.Link.Child;
        Require(Find(upper) is { } parent && place < parent.ChildCount && parent.ChildAt(place) == lower, 6, $"a parcel went from {parcel.From} to {parcel.To}, which are not parent and child");
    }

    /// <summary>What a confirmation says is durable at the unit that says it.</summary>
    public void OnConfirmation(Parcel parcel, Confirmation confirmation)
    {
        var unit = Find(confirmation.From)!;
        var received = parcel.Link.IsUp ? unit.ReceivedFromParent : unit.ReceivedFrom(parcel.Link.Child);
        Require(received.Value >= confirmation.Received.Value, 3, $"unit {unit.Id} confirmed message {confirmation.Received} and has stored {received}");
        if (!parcel.Link.IsUp)
            Require(unit.ChildVersion(parcel.Link.Child) >= confirmation.Version, 12, $"unit {unit.Id} confirmed {confirmation.Version} of {parcel.From} and has stored {unit.ChildVersion(parcel.Link.Child)}");
    }

    private void Replay(UnitId id, ReadOnlyMemory<byte> turns)
    {
        try
        {
            reader.Read(turns.Span, turn =>
            {
                foreach (var fact in turn.Events)
                {
                    if (fact is UnitOpened opened) units.Add(id, machine.Open(id, opened));
                    else machine.Apply(units[id], fact, turn.At);
                }
                if (turn.Command is { } command) UnitMachine.Remember(units[id], command);
            });
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException)
        {
            throw new BrokenInvariant(16, $"the feed cannot be replayed at unit {id}: {e.Message}");
        }
    }

    // The feed knows all but what was confirmed meanwhile.
    private void CompareFacts(UnitState unit, UnitRow row)
    {
        for (var place = 0; place < unit.ChildCount; place++) unit.ConfirmChild(place, row.Confirmed[place]);
        unit.ConfirmParent(row.Confirmed[^1]);
        writer.Clear();
        writer.Write(unit);
        if (writer.Written.SequenceEqual(row.State)) return;
        Require(QuietChecks.Text(unit) == QuietChecks.Text(context.Store.Decode(row)), 16, $"unit {unit.Id} is stored otherwise than its feed says");
    }

    // A receiver's record is never durable before the sender's.
    private void CheckHeard(UnitState unit)
    {
        var above = unit.Parent.IsValid ? Find(unit.Parent)?.SentTo(unit.IndexInParent).Value ?? 0 : 0;
        Require(unit.ReceivedFromParent.Value <= above, 3, $"unit {unit.Id} heard message {unit.ReceivedFromParent} of its parent, which has stored {above}");
        for (var place = 0; place < unit.ChildCount; place++)
        {
            var child = Find(unit.ChildAt(place));
            Require(unit.ReceivedFrom(place).Value <= (child?.SentToParent.Value ?? 0), 3, $"unit {unit.Id} heard message {unit.ReceivedFrom(place)} of {unit.ChildAt(place)}, which has stored {child?.SentToParent}");
            Require(unit.ChildVersion(place).Count <= (child?.ChangeCount ?? 0), 3, $"unit {unit.Id} knows {unit.ChildVersion(place)} of {unit.ChildAt(place)}, which has stored {child?.ChangeCount}");
        }
    }

    // Those of children that were linked by this very write are not there yet.
    private static void CheckVersions(UnitState unit, UnitRollup next)
    {
        Require(next.ChangeCount >= unit.ChangeCount, 12, $"the version of unit {unit.Id} fell from {unit.ChangeCount} to {next.ChangeCount}");
        for (var place = 0; place < unit.ChildCount; place++)
            Require(next.Children[place].Version >= unit.ChildVersion(place), 12, $"unit {unit.Id} knew {unit.ChildVersion(place)} of child {place} and knows {next.Children[place].Version}");
    }
}
