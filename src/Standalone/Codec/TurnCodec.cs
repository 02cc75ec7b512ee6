using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>One unit's turn as the journal holds it: the events, and the command they answer.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="At">The turn's time.</param>
/// <param name="Command">The command, or null when a message or the unit itself caused the turn.</param>
/// <param name="Events">What happened, in order; at least one.</param>
internal readonly record struct Turn(UnitId Unit, Instant At, RecentCommand? Command, UnitEvent[] Events);

/// <summary>
/// Writes turns into one journal payload. Unit ids and times are differences from the turn before, directives are written once:
/// a delivery takes about eight bytes. Layout: docs/journal-format.md.
/// </summary>
internal sealed class TurnWriter
{
    public const byte FormatVersion = 1;

    /// <summary>Set in the header when a turn holds something the read models list.</summary>
    private const byte Listed = 1;

    private readonly ByteWriter bytes = new(64 * 1024);
    private readonly SpecWriter specs = new();
    private long lastUnit;
    private long lastAt;

    public TurnWriter() => Clear();

    public int Turns { get; private set; }

    public int Length => bytes.Length;

    public void Clear()
    {
        bytes.Clear();
        specs.Clear();
        bytes.Byte(FormatVersion);
        bytes.Byte(0);
        (lastUnit, lastAt, Turns) = (0, 0, 0);
    }

    public byte[] ToArray() => bytes.ToArray();

    /// <summary>Begins a turn; exactly <paramref name="events"/> calls of <see cref="Event"/> follow.</summary>
    public void Begin(UnitId unit, Instant at, in RecentCommand? command, int events)
    {
        bytes.Signed(unit.Value - lastUnit);
        bytes.Signed(at.Milliseconds - lastAt);
        (lastUnit, lastAt) = (unit.Value, at.Milliseconds);
        bytes.Unsigned((events << 1) | (command is null ? 0 : 1));
        Turns++;
        if (command is not { } c) return;
        bytes.Fixed(c.Id.High);
        bytes.Fixed(c.Id.Low);
        bytes.Fixed(c.Id.BodyHash);
        bytes.Unsigned(c.Number);
    }

    public void Event(UnitEvent fact)
    {
        if (fact is UnitOpened or UnitRenamed or UnitCodeChanged or UnitClosed or DirectiveIssued or DirectiveRevised or DirectiveCancelled or CaseRetired)
            bytes.Patch(1, Listed);
        EventCodec.Write(bytes, specs, fact);
    }

    /// <summary>True when a payload holds something the read models list; false lets them skip it unread.</summary>
    public static bool IsListed(ReadOnlySpan<byte> payload) => payload.Length > 1 && (payload[1] & Listed) != 0;
}

/// <summary>Reads journal payloads back into turns.</summary>
internal sealed class TurnReader
{
    private readonly NamePool names = new();
    private readonly SpecReader specs;
    private UnitEvent[] lastOnly = [];

    public TurnReader(SharedValues? shared = null) => specs = new SpecReader(shared ?? new SharedValues());

    /// <summary>Hands each turn of a payload to a receiver, in order.</summary>
    /// <exception cref="CodecException">The payload was not written by a known version.</exception>
    public void Read(ReadOnlySpan<byte> payload, Action<Turn> receive)
    {
        var from = new ByteReader(payload);
        var version = from.Byte();
        if (version != TurnWriter.FormatVersion)
            throw new CodecException($"Payload version {version} is unknown; this program reads version {TurnWriter.FormatVersion}.");
        from.Byte();
        specs.Clear();
        var (unit, at) = (0L, 0L);
        while (!from.AtEnd)
        {
            unit += from.Signed();
            at += from.Signed();
            var head = from.Int32();
            if (head >> 1 > payload.Length) throw new CodecException($"A turn claims {head >> 1} events.");
            RecentCommand? command = (head & 1) == 0 ? null : ReadCommand(ref from, new Instant(at));
            receive(new Turn(new UnitId(unit), new Instant(at), command, ReadEvents(ref from, head >> 1)));
        }
    }

    private UnitEvent[] ReadEvents(ref ByteReader from, int count)
    {
        if (count != 1)
        {
            var events = new UnitEvent[count];
            for (var i = 0; i < count; i++) events[i] = EventCodec.Read(ref from, specs, names);
            return events;
        }
        // A directive to a nation is a million turns with one and the same event, which the specs share.
        var only = EventCodec.Read(ref from, specs, names);
        return lastOnly is [var last] && ReferenceEquals(only, last) ? lastOnly : lastOnly = [only];
    }

    private static RecentCommand ReadCommand(ref ByteReader from, Instant at) =>
        new(new CommandId(from.Fixed(), from.Fixed(), from.Fixed()), at, from.Int32());
}
