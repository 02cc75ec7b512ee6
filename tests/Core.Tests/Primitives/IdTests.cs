using FsCheck;
using FsCheck.Fluent;

namespace HierarchySim.Core.Tests;

/// <summary>What people and URLs see of ids, and what is read back.</summary>
public sealed class IdTests
{
    [Theory]
    [InlineData(0UL, "0")]
    [InlineData(1UL, "1")]
    [InlineData(31UL, "Z")]
    [InlineData(32UL, "10")]
    [InlineData(1_130_000UL, "12FGG")]
    [InlineData(ulong.MaxValue, "FZZZZZZZZZZZZ")]
    public void Base32_writes_and_reads(ulong value, string text)
    {
        Assert.Equal(text, Base32.Write(value));
        Assert.True(Base32.TryRead(text, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("z", 31UL)]
    [InlineData("001", 1UL)]
    [InlineData("O", 0UL)]
    [InlineData("o", 0UL)]
    [InlineData("I", 1UL)]
    [InlineData("l", 1UL)]
    [InlineData("fzzzzzzzzzzzz", ulong.MaxValue)]
    public void Base32_forgives_what_people_write(string text, ulong value)
    {
        Assert.True(Base32.TryRead(text, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("U")]
    [InlineData("A-")]
    [InlineData("+1")]
    [InlineData("ſ")]
    [InlineData("ı")]
    [InlineData("１")]
    [InlineData("G000000000000")]
    [InlineData("00000000000001")]
    public void Base32_reads_nothing_else(string text) => Assert.False(Base32.TryRead(text, out _));

    [Fact]
    public void Base32_reads_back_every_number_in_either_case() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), value =>
        {
            var text = Base32.Write(value);
            return text.Length <= Base32.LengthMax && (text == "0" || text[0] != '0')
                && Base32.TryRead(text, out var upper) && upper == value
                && Base32.TryRead(text.ToLowerInvariant(), out var lower) && lower == value;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("7ZZZZZZZZZZZZ", long.MaxValue)]
    [InlineData("0", null)]
    [InlineData("8000000000000", null)]
    [InlineData("", null)]
    [InlineData("đơn-vị", null)]
    public void A_unit_id_is_a_number_an_allocator_could_give(string text, long? value)
    {
        Assert.Equal(value is not null, UnitId.TryParse(text, out var id));
        Assert.Equal(value ?? 0, id.Value);
        Assert.Equal(value is not null, id.IsValid);
        if (value is not null) Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData("1-1", 1, 1)]
    [InlineData("10-42", 32, 42)]
    [InlineData("Z-2147483647", 31, int.MaxValue)]
    [InlineData("1", 0, 0)]
    [InlineData("1-", 0, 0)]
    [InlineData("-1", 0, 0)]
    [InlineData("1-0", 0, 0)]
    [InlineData("1--1", 0, 0)]
    [InlineData("1-+1", 0, 0)]
    [InlineData("1- 1", 0, 0)]
    [InlineData("1-2147483648", 0, 0)]
    [InlineData("0-1", 0, 0)]
    public void A_directive_id_names_its_issuer_and_its_number(string text, long issuer, int number)
    {
        Assert.Equal(issuer != 0, DirectiveId.TryParse(text, out var id));
        Assert.Equal(new DirectiveId(new UnitId(issuer), number), id);
        Assert.Equal(issuer != 0, id.IsValid);
        if (id.IsValid) Assert.Equal(text, id.ToString());
    }

    [Fact]
    public void Ids_order_by_number()
    {
        var (one, two) = (new UnitId(1), new UnitId(2));
        Assert.True(one < two && two > one && one <= two && two >= one && one.CompareTo(two) < 0);
    }

    // Newer on the right?
    [Theory]
    [InlineData(1, 5, 1, 6, true)]
    [InlineData(1, 9, 2, 0, true)]
    [InlineData(1, 5, 1, 5, false)]
    [InlineData(2, 0, 1, 9, false)]
    public void A_new_life_makes_every_version_newer(uint leftLife, uint leftCount, uint rightLife, uint rightCount, bool newer)
    {
        var (left, right) = (new SummaryVersion(leftLife, leftCount), new SummaryVersion(rightLife, rightCount));
        Assert.Equal((newer, !newer), (left < right, left >= right));
        Assert.Equal((newer, left == right), (right > left, left <= right && right <= left));
    }
}
