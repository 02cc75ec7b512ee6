namespace HierarchySim.Core.Tests;

/// <summary>Editions tell apart what commands change, and nothing else.</summary>
public sealed class EditionTests
{
    private static readonly HolderId Id = new(new UnitId(4), 1);

    [Fact]
    public void A_text_form_reads_back_and_nothing_else_does()
    {
        var edition = Edition.OfText("Đồng Văn");
        Assert.True(Edition.TryParse(edition.ToString(), out var read));
        Assert.Equal(edition, read);
        foreach (var text in new[] { "", "0", "00000000000000000", "000000000000000G", "ABCDEF0123456789", "+000000000000001", " 00000000000001 " })
            Assert.False(Edition.TryParse(text, out _), text);
    }

    // Editions are kept by callers across versions of the program.
    [Fact]
    public void Editions_are_the_same_in_every_version() =>
        Assert.Equal("3052df311a2cec47", Edition.OfUnit("Tổ 1", [], null).ToString());

    [Fact]
    public void Whatever_a_command_changes_changes_the_edition()
    {
        var day = new DateOnly(2025, 1, 6);
        OfficialCode[] codes = [new("02", day, null)];
        Edition[] editions =
        [
            Edition.OfUnit("A", [], null), Edition.OfUnit("B", [], null), Edition.OfUnit("A", codes, null), Edition.OfUnit("A", [], day),
            Edition.OfUnit("A", [new("02", day, day)], null), Edition.OfUnit("A", [new("02", day, null), new("03", day, null)], null),
            Edition.Of(new Official(Id, "A", [], 5, [], Instant.None)), Edition.Of(new Official(Id, "A", ["p"], 5, [], Instant.None)),
            Edition.Of(new Official(Id, "A", [], 6, [], Instant.None)), Edition.Of(new Official(Id, "A", [], 5, [], new Instant(9))),
            Edition.Of(new Official(Id, "A", ["p", "q"], 5, [], Instant.None)), Edition.Of(new Official(Id, "A", ["pq"], 5, [], Instant.None)),
            Edition.Of(new Team(Id, "A", [], Instant.None)), Edition.Of(new Team(Id, "A", [Id], Instant.None)), Edition.Of(new Team(Id, "A", [], new Instant(9))),
        ];
        Assert.Equal(editions.Length, editions.Distinct().Count());
    }

    [Fact]
    public void Leave_is_no_part_of_an_official_that_commands_replace() => Assert.Equal(
        Edition.Of(new Official(Id, "A", [], 5, [], Instant.None)),
        Edition.Of(new Official(Id, "A", [], 5, [new LeavePeriod(new DateOnly(2025, 1, 6), new DateOnly(2025, 1, 7))], Instant.None)));
}
