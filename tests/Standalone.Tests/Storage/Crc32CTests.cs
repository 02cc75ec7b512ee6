using System.Text;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public class Crc32CTests
{
    public static TheoryData<byte[], uint> Known => new()
    {
        { [], 0 },
        { Encoding.ASCII.GetBytes("123456789"), 0xE306_9283 },
        // RFC 3720, appendix B.4.
        { new byte[32], 0x8A91_36AA },
        { Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8_AB43 },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46DD_794E },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))], 0x113F_DB5C },
    };

    [Theory, MemberData(nameof(Known))]
    public void Known_vectors(byte[] bytes, uint expected) => Assert.Equal(expected, Crc32C.Of(bytes));

    [Fact]
    public void Any_length_agrees_with_the_definition()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * 37))];
        for (int length = 0; length <= bytes.Length; length++)
            Assert.Equal(BitByBit(bytes.AsSpan(0, length)), Crc32C.Of(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void The_place_counts_as_eight_bytes_before()
    {
        byte[] whole = [.. BitConverter.GetBytes(77L), 1, 2, 3];
        Assert.Equal(BitByBit(whole), Crc32C.Of(77, [1, 2, 3]));
        Assert.NotEqual(Crc32C.Of(78, [1, 2, 3]), Crc32C.Of(77, [1, 2, 3]));
    }

    [Fact]
    public void A_key_and_its_value_do_not_run_together() =>
        Assert.NotEqual(Crc32C.Of(1, [1, 2], [3]), Crc32C.Of(1, [1], [2, 3]));

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1;
        }
        return ~crc;
    }
}
