using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>
/// The cases of one unit in a snapshot, which are read when something first concerns them. They can be read alone: what a payload
/// would write once for all its units stands here once for each. In front is what must be known without reading them.
/// </summary>
internal sealed class SnapshotCases : StoredCases
{
    private readonly byte[] bytes;
    private readonly int bodyAt;
    private readonly SharedTerms shared;

    private SnapshotCases(byte[] bytes, int bodyAt, CaseTally tally, Instant nextWake, SharedTerms shared)
        : base(tally, nextWake)
    {
        this.bytes = bytes;
        this.bodyAt = bodyAt;
        this.shared = shared;
    }

    /// <summary>What <see cref="Of"/> takes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Takes a unit's cases from a payload.</summary>
    /// <exception cref="CodecException">What stands in front is no such thing.</exception>
    public static SnapshotCases Of(ReadOnlySpan<byte> bytes, SharedTerms shared)
    {
        var from = new ByteReader(bytes);
        var (raised, held) = (from.Int32(), from.Int32());
        var tally = held == 0 ? CaseTally.Of(0, raised, Instant.None, Instant.None, []) : ReadTally(ref from, raised, held);
        var nextWake = new Instant(from.Signed());
        return new SnapshotCases(bytes.ToArray(), bytes.Length - from.Left, tally, nextWake, shared);
    }

    /// <inheritdoc/>
    public override CaseContents Read()
    {
        var from = new ByteReader(bytes.AsSpan(bodyAt));
        var cases = new CaseReader(shared);
        var last = from.Int32();
        var files = new CaseFile[from.Count()];
        for (var i = 0; i < files.Length; i++) files[i] = CaseCodec.ReadFile(ref from, cases);
        var held = new HeldCase[from.Count()];
        for (var i = 0; i < held.Length; i++) held[i] = CaseCodec.ReadHeld(ref from, cases);
        if (!from.AtEnd) throw new CodecException($"{from.Left} bytes are left after the cases of a unit.");
        return new CaseContents(last, files, held);
    }

    private static CaseTally ReadTally(ref ByteReader from, int raised, int held)
    {
        var (oldest, earliest) = (new Instant(from.Signed()), new Instant(from.Signed()));
        var byCategory = new int[from.Count()];
        for (var i = 0; i < byCategory.Length; i++) byCategory[i] = from.Int32();
        return CaseTally.Of(held, raised, oldest, earliest, byCategory);
    }
}

/// <summary>Writes what <see cref="SnapshotCases"/> reads, and passes on what nobody has read.</summary>
internal sealed class SnapshotCasesWriter
{
    private readonly ByteWriter bytes = new();
    private readonly CaseWriter cases = new();

    /// <summary>Writes the cases of a unit that has some.</summary>
    /// <param name="to">The payload.</param>
    /// <param name="state">The unit; asked for what is derived.</param>
    /// <param name="unit">The unit laid open.</param>
    public void Write(ByteWriter to, UnitState state, UnitSnapshot unit)
    {
        if (unit.StoredCases is SnapshotCases stored)
        {
            to.Bytes(stored.Bytes);
            return;
        }
        bytes.Clear();
        cases.Clear();
        WriteTally(state.OwnTally.Cases);
        bytes.Signed(state.CasesWakeAt.Milliseconds);
        bytes.Unsigned(unit.LastCaseNumber);
        bytes.Unsigned(unit.CaseFiles.Length);
        foreach (var file in unit.CaseFiles) CaseCodec.WriteFile(bytes, cases, file);
        bytes.Unsigned(unit.HeldCases.Length);
        foreach (var held in unit.HeldCases) CaseCodec.WriteHeld(bytes, cases, held);
        to.Bytes(bytes.Written);
    }

    private void WriteTally(CaseTally tally)
    {
        bytes.Unsigned(tally.Raised);
        bytes.Unsigned(tally.Held);
        if (tally.Held == 0) return;
        bytes.Signed(tally.OldestRaisedAt.Milliseconds);
        bytes.Signed(tally.EarliestDue.Milliseconds);
        var categories = tally.Categories.Max() + 1;
        bytes.Unsigned(categories);
        for (var i = 0; i < categories; i++) bytes.Unsigned(tally.HeldIn((byte)i));
    }
}
