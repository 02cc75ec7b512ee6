using System.Reflection;

namespace HierarchySim.Core.Tests;

/// <summary>The relations between limits: each holds because the system would break, or refuse what it promised, if it did not.</summary>
public sealed class LimitsTests
{
    [Fact]
    public void Every_limit_is_positive_and_named_for_what_it_bounds()
    {
        var limits = typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.NotEmpty(limits);
        foreach (var limit in limits)
        {
            Assert.True(limit.IsLiteral, $"{limit.Name} is a constant");
            Assert.True(Convert.ToInt64(limit.GetRawConstantValue(), null) > 0, $"{limit.Name} is positive");
            Assert.True(limit.Name.EndsWith("Max", StringComparison.Ordinal) || limit.Name.EndsWith("Min", StringComparison.Ordinal) || limit.Name.EndsWith("Ms", StringComparison.Ordinal), $"{limit.Name} says what it is last");
        }
    }

    public static TheoryData<string, bool> Relations => new()
    {
        { "level sets are 16-bit masks", Limits.LevelsMax <= 16 },
        { "kinds are numbered by a byte", Limits.KindsMax <= 256 },
        { "every level can have a kind", Limits.KindsMax >= Limits.LevelsMax },
        { "one command cannot open more children than a unit may have", Limits.ChildrenPerCommandMax <= Limits.ChildrenPerUnitMax },
        { "whatever the units above may issue, a unit can hold", Limits.DirectivesPerUnitMax >= Limits.DirectivesIssuedPerUnitMax * Limits.LevelsMax },
        { "a unit can issue as many directives as it may and tell its children of each, and of each one's end", Limits.OutboxPerLinkMax >= 2 * Limits.DirectivesIssuedPerUnitMax },
        { "a closed item outlives the memory of the command that closed it", Limits.ClosedItemsKeptMs > Limits.RecentCommandsKeptMs },
        { "a sender repeats itself many times before its command is forgotten", Limits.ResendAfterMs * 1_000 < Limits.RecentCommandsKeptMs },
        { "a due time may lie further ahead than closed items are kept", Limits.DirectiveDueAheadMaxMs > Limits.ClosedItemsKeptMs },
        { "a title is shorter than a text", Limits.DirectiveTitleLengthMax < Limits.DirectiveTextLengthMax },
        { "a text fits into a record, at three bytes a character (Vietnamese takes no more) and with its envelope", 3L * Limits.DirectiveTextLengthMax + 4_096 <= Limits.RecordValueBytesMax },
        { "what is raised fits into one record, were every character an escape of six bytes", 6L * (Limits.CaseTitleLengthMax + Limits.CaseTextLengthMax + Limits.CaseContactLengthMax) + 512 <= Limits.RecordValueBytesMax },
        { "whoever may send a command fits into the audit log", Limits.AuditCallerLengthMax >= Limits.CommandKeyLengthMax },
        { "a report's form and period, each in one piece, fit into the audit log", Limits.AuditSubjectLengthMax >= Limits.CatalogCodeLengthMax + 20 },
        { "a page of the audit log can be filled by one read", Limits.AuditEntriesPerReadMax >= Limits.PageItemsMax },
        { "a command's records can hold one of the largest", Limits.RecordBytesPerCommandMax >= Limits.RecordValueBytesMax },
        { "a shard's door has room for the records of many commands", Limits.ShardDoorRecordBytesMax >= 100L * Limits.RecordBytesPerCommandMax },
        { "a page of children can be read in few pages", Limits.ChildrenPerUnitMax <= 10 * Limits.PageItemsMax },
        { "a watch of one level below shows what one command opened", Limits.ChildrenPerCommandMax + 1 <= Limits.UnitsPerWatchMax },
        { "a watch does not go deeper than there are levels", Limits.WatchDepthMax < Limits.LevelsMax },
        { "what waits at one link fits into a shard's inbox", Limits.OutboxPerLinkMax <= Limits.ShardInboxMax },
        { "the same month of last year can be corrected", Limits.ReportPeriodsBackMax >= 12 },
        { "a unit can keep every report that can still be corrected", Limits.ReportsKeptPerUnitMax >= Limits.ReportFormVersionsMax * (Limits.ReportPeriodsBackMax + 1) },
        { "a subtree counts all that one unit keeps", Limits.ReportTotalsPerTallyMax >= Limits.ReportsKeptPerUnitMax },
        { "a sum over ten million units fits 64 bits", Limits.ReportValueMax <= long.MaxValue / 10_000_000 },
        { "a note fits into a record, at three bytes a character and with its envelope", 3L * Limits.ReportNoteLengthMax + 4_096 <= Limits.RecordValueBytesMax },
        { "ended assignments are remembered at a unit beside all it can be held under", Limits.DutiesKeptPerUnitMax > Limits.HoldersPerUnitMax },
        { "what one holder is assigned fits into one link's outbox, so that its units can be told of its leave", Limits.LoadPerOfficialMax <= Limits.OutboxPerLinkMax },
        { "one assignment does not exceed what one holder may be assigned", Limits.UnitsPerAssignmentMax <= Limits.LoadPerOfficialMax },
        { "a home's officials are enough for its largest team", Limits.TeamMembersMax <= Limits.OfficialsPerUnitMax },
        { "one shard's door alone cannot make a unit forget a command too early", Limits.ShardDoorMax <= Limits.RecentCommandsPerUnitMax },
        { "a category's number fits a byte, and a set of categories 64 bits", Limits.CaseCategoriesMax <= 64 },
        { "the longest case limit and the longest wait for a report end within the days there are", Limits.DayYearMax + 8 * (Limits.TierLimitDaysMax + Limits.HolidaysMax) / 365 < 9_999 },
        { "a field's sum over ten million units fits 64 bits", Limits.ReportValueMax <= long.MaxValue / 10_000_000 },
        { "every year of a calendar can have a month of holidays", Limits.HolidaysMax >= 31 * Limits.CalendarYearsMax },
    };

    [Theory]
    [MemberData(nameof(Relations))]
    public void Limits_fit_each_other(string relation, bool holds) => Assert.True(holds, relation);
}
