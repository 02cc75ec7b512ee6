using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>
/// Writes each directive once per payload and refers to it by number after that: a payload of 2,000 deliveries of one directive
/// holds it once, and every payload can be read alone.
/// </summary>
internal sealed class SpecWriter
{
    private readonly List<DirectiveSpec> known = [];
    private DirectiveSpec? last;
    private int lastIndex;

    /// <summary>The cases of the same payload.</summary>
    public CaseWriter Cases { get; } = new();

    public void Clear()
    {
        Cases.Clear();
        known.Clear();
        last = null;
    }

    public void Write(ByteWriter to, DirectiveSpec spec)
    {
        if (!ReferenceEquals(spec, last))
        {
            last = spec;
            lastIndex = known.IndexOf(spec);
            if (lastIndex < 0)
            {
                lastIndex = known.Count;
                known.Add(spec);
                to.Unsigned(lastIndex);
                SpecCodec.Write(to, spec);
                return;
            }
        }
        to.Unsigned(lastIndex);
    }
}

/// <summary>
/// Reads what <see cref="SpecWriter"/> wrote. Over payloads, equal directives become one instance, so that a million receipts
/// read back share it as they did when they were written.
/// </summary>
internal sealed class SpecReader(SharedValues shared)
{
    private readonly List<DirectiveSpec> known = [];
    private DirectiveDelivered? lastDelivered;

    /// <summary>The cases of the same payload.</summary>
    public CaseReader Cases { get; } = new(shared.Terms);

    /// <summary>The event of a directive's arrival: the last one again where it is the same, as a million units have it.</summary>
    public DirectiveDelivered Delivered(LinkSequence sequence, DirectiveSpec spec) =>
        lastDelivered is { } last && last.Sequence == sequence && ReferenceEquals(last.Spec, spec) ? last : lastDelivered = new DirectiveDelivered(sequence, spec);

    public void Clear()
    {
        known.Clear();
        Cases.Clear();
    }

    public DirectiveSpec Read(ref ByteReader from)
    {
        var index = from.Int32();
        if (index < known.Count) return known[index];
        if (index > known.Count) throw new CodecException($"Directive number {index} is used before it is written.");
        var spec = shared.Share(SpecCodec.Read(ref from));
        known.Add(spec);
        return spec;
    }
}

/// <summary>The bytes of a directive's terms.</summary>
internal static class SpecCodec
{
    public static void Write(ByteWriter to, DirectiveSpec spec)
    {
        IdCodec.Write(to, spec.Id);
        to.Unsigned(spec.Revision);
        to.Unsigned(spec.TargetLevels.Mask);
        to.Byte((byte)spec.Requirement);
        to.Signed(spec.Due.Milliseconds);
        to.Byte((byte)spec.Urgency);
        to.Byte((byte)spec.Reality);
        to.Signed(spec.IssuedAt.Milliseconds);
        IdCodec.Write(to, spec.Supersedes);
    }

    public static DirectiveSpec Read(ref ByteReader from) => new(
        IdCodec.ReadDirective(ref from), from.Int32(), new LevelSet((ushort)from.Unsigned()), (Requirement)from.Byte(), new Instant(from.Signed()),
        (Urgency)from.Byte(), (Reality)from.Byte(), new Instant(from.Signed()), IdCodec.ReadDirective(ref from));
}
