using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>What makes a command the same command.</summary>
public sealed class CommandIdsTests
{
    private static readonly CommandId Id = CommandIds.Create("ab", new UnitId(1), "c", [1, 2, 3]);

    // Caller, unit, key and body of a second command, beside ("ab", 1, "c", {1, 2, 3}).
    [Theory]
    [InlineData("ab", 1, "c", 3, true, true)]
    [InlineData("ab", 1, "c", 4, true, false)]
    [InlineData("ab", 1, "d", 3, false, false)]
    [InlineData("ab", 2, "c", 3, false, false)]
    [InlineData("a", 1, "bc", 3, false, false)]
    [InlineData("ab|1", 1, "c", 3, false, false)]
    [InlineData("AB", 1, "c", 3, false, false)]
    public void The_key_is_of_caller_unit_and_key_and_the_body_is_bound_to_them(string caller, long unit, string key, byte lastOfBody, bool sameKey, bool sameBody)
    {
        var other = CommandIds.Create(caller, new UnitId(unit), key, [1, 2, lastOfBody]);
        Assert.Equal((sameKey, sameBody), (Id.SameKey(other), Id.BodyHash == other.BodyHash));
    }

    [Fact]
    public void The_body_cannot_be_guessed_from_its_digest_alone()
    {
        var bare = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(System.Security.Cryptography.SHA256.HashData([1, 2, 3]));
        Assert.NotEqual(bare, Id.BodyHash);
        Assert.Equal(Id, CommandIds.Create("ab", new UnitId(1), "c", [1, 2, 3]));
    }

    [Fact]
    public void Caller_and_key_have_a_length()
    {
        var longest = new string('k', Limits.CommandKeyLengthMax);
        CommandIds.Create(longest, new UnitId(1), longest, []);
        foreach (var (caller, key) in new[] { ("", "k"), ("c", ""), (longest + "k", "k"), ("c", longest + "k") })
        {
            var refused = Assert.Throws<ArgumentException>(() => CommandIds.Create(caller, new UnitId(1), key, []));
            Assert.Contains(nameof(Limits.CommandKeyLengthMax), refused.Message, StringComparison.Ordinal);
        }
    }
}
