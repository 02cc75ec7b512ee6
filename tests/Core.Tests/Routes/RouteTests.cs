namespace HierarchySim.Core.Tests;

/// <summary>Ways through the tree. A move is written 'u' for up and a digit for down to that child; the next one comes first.</summary>
public sealed class RouteTests
{
    // The way, the move that now comes first, the place of the unit where that begins, and the way it becomes.
    [Theory]
    [InlineData("", 'u', 0, "u")]
    [InlineData("", '3', 0, "3")]
    [InlineData("u", 'u', 0, "uu")]
    [InlineData("1", 'u', 0, "u1")]
    [InlineData("1", 'u', 1, "")]
    [InlineData("12", 'u', 1, "2")]
    [InlineData("12", 'u', 2, "u12")]
    [InlineData("u", '4', 0, "")]
    [InlineData("uu1", '4', 0, "u1")]
    [InlineData("4", '4', 4, "44")]
    public void A_move_before_a_way_falls_away_with_the_one_that_leads_back(string way, char move, int place, string expected) =>
        Assert.Equal(Read(expected), Read(way).Before(Read($"{move}").Next, place));

    [Fact]
    public void A_way_is_walked_move_by_move()
    {
        var way = Read("u12");
        Assert.Equal((3, Move.Up, Move.Down(2)), (way.Count, way.Next, way[2]));
        Assert.Equal(Read("12"), way.Rest);
        Assert.Equal(Route.Here, way.Rest.Rest.Rest);
        Assert.Equal(Route.Here, Route.Here.Rest);
        Assert.Equal(("up, down 1, down 2", "here"), (way.ToString(), Route.Here.ToString()));
    }

    [Theory]
    [InlineData("u1", "u1", true)]
    [InlineData("u1", "1u", false)]
    [InlineData("u", "uu", false)]
    [InlineData("", "", true)]
    public void Ways_are_equal_by_their_moves(string one, string other, bool same)
    {
        Assert.Equal(same, Read(one).Equals(Read(other)));
        if (same) Assert.Equal(Read(one).GetHashCode(), Read(other).GetHashCode());
    }

    [Fact]
    public void A_way_is_never_longer_than_any_tree_is_deep()
    {
        Assert.Equal(Limits.RouteMovesMax, Route.Of([.. Enumerable.Repeat(Move.Up, Limits.RouteMovesMax)]).Count);
        var refused = Assert.Throws<ArgumentException>(() => Route.Of([.. Enumerable.Repeat(Move.Up, Limits.RouteMovesMax + 1)]));
        Assert.Contains("RouteMovesMax", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Move.Down(-1));
    }

    private static Route Read(string moves) => Route.Of([.. moves.Select(move => move == 'u' ? Move.Up : Move.Down(move - '0'))]);
}
