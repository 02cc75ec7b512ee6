using HierarchySim.Core;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>
/// Bytes that nobody wrote. Checksums find almost all of them before they get here; what gets here all the same must end in one
/// kind of exception, soon, and without asking for memory that the bytes cannot fill.
/// </summary>
public class DamagedBytesTests
{
    private const int Mutations = 20_000;
    private const int BytesPerByteMax = 256;

    [Fact]
    public void An_unknown_event_tag_is_refused() => AssertRefused([TurnWriter.FormatVersion, 0, 2, 2, 2, 99], "tag 99", ReadTurns);

    [Fact]
    public void An_unknown_version_is_refused()
    {
        AssertRefused([9], "version 9", ReadTurns);
        AssertRefused([9], "version 9", ReadUnits);
    }

    [Fact]
    public void A_directive_used_before_it_is_written_is_refused() =>
        AssertRefused([TurnWriter.FormatVersion, 0, 2, 2, 2, 17, 1, 5], "number 5", ReadTurns);

    [Fact]
    public void A_count_beyond_the_bytes_is_refused() =>
        AssertRefused([TurnWriter.FormatVersion, 0, 2, 2, 2, 2, 0xFF, 0xFF, 0xFF, 0x7F], "end in the middle", ReadTurns);

    [Fact]
    public void A_sequence_beyond_32_bits_is_refused() =>
        AssertRefused([TurnWriter.FormatVersion, 0, 2, 2, 2, 32, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "32 bits", ReadTurns);

    [Fact]
    public void Every_cut_of_a_payload_is_refused_or_ends_between_turns() => CutEverywhere(Samples.Payload(), ReadTurns, lawfulCuts: 2);

    [Fact]
    public void Every_cut_of_a_chunk_is_refused_or_ends_between_units() => CutEverywhere(Samples.Chunk(), ReadUnits, lawfulCuts: 2);

    [Fact]
    public void Flipped_bytes_of_payloads_give_one_kind_of_exception() => Mutate(Samples.Payload(), ReadTurns, seed: 1);

    [Fact]
    public void Flipped_bytes_of_chunks_give_one_kind_of_exception() => Mutate(Samples.Chunk(), ReadUnits, seed: 2);

    [Fact]
    public void Every_cut_of_a_payload_of_cases_is_refused_or_ends_between_turns() => CutEverywhere(CaseSamples.Payload(), ReadTurns, lawfulCuts: 1);

    [Fact]
    public void Every_cut_of_a_chunk_of_cases_is_refused_or_ends_between_units() => CutEverywhere(CaseSamples.Chunk(), ReadUnits, lawfulCuts: 2);

    [Fact]
    public void Flipped_bytes_of_payloads_of_cases_give_one_kind_of_exception() => Mutate(CaseSamples.Payload(), ReadTurns, seed: 3);

    [Fact]
    public void Flipped_bytes_of_chunks_of_cases_give_one_kind_of_exception() => Mutate(CaseSamples.Chunk(), ReadUnits, seed: 4);

    [Fact]
    public void A_case_used_before_it_is_written_is_refused() =>
        AssertRefused([TurnWriter.FormatVersion, 0, 2, 2, 2, 48, 5], "Case number 5", ReadTurns);

    [Fact]
    public void A_route_longer_than_any_tree_is_deep_is_refused()
    {
        var bytes = new List<byte> { TurnWriter.FormatVersion, 0, 2, 2, 2, 53, 2, 1, 0, 0, 3, Limits.RouteMovesMax + 1 };
        bytes.AddRange(new byte[Limits.RouteMovesMax + 1]);
        AssertRefused([.. bytes], $"{Limits.RouteMovesMax + 1} moves", ReadTurns);
    }

    private static void ReadTurns(byte[] bytes) => new TurnReader().Read(bytes, _ => { });

    private static void ReadUnits(byte[] bytes) => new SnapshotReader(Samples.Scheme, new SharedValues()).Read(bytes, unit => _ = unit.CaseFiles);

    private static void AssertRefused(byte[] bytes, string expected, Action<byte[]> read) =>
        Assert.Contains(expected, Assert.Throws<CodecException>(() => read(bytes)).Message, StringComparison.Ordinal);

    private static void CutEverywhere(byte[] whole, Action<byte[]> read, int lawfulCuts)
    {
        var lawful = 0;
        for (var length = 0; length < whole.Length; length++) lawful += IsRefused(whole[..length], read) ? 0 : 1;
        Assert.Equal(lawfulCuts, lawful);
    }

    private static void Mutate(byte[] whole, Action<byte[]> read, ulong seed)
    {
        var dice = new Dice(seed);
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = whole[..];
            for (var flips = dice.Below(3) + 1; flips > 0; flips--) bytes[dice.Below(bytes.Length)] = dice.Percent(50) ? (byte)dice.Below(256) : (byte)0xFF;
            if (dice.Percent(20)) bytes = bytes[..dice.Below(bytes.Length)];
            var before = GC.GetAllocatedBytesForCurrentThread();
            refused += IsRefused(bytes, read) ? 1 : 0;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 200_000 + BytesPerByteMax * bytes.Length, $"mutation {i} of seed {seed} allocated {allocated} bytes");
        }
        Assert.InRange(refused, Mutations / 10, Mutations);
    }

    private static bool IsRefused(byte[] bytes, Action<byte[]> read)
    {
        try
        {
            read(bytes);
            return false;
        }
        catch (CodecException)
        {
            return true;
        }
    }
}
