// A list may be imported again, with changes, and after a stop anywhere; it ends in what an
// undisturbed import makes, number for number.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class HolderRunTests
{
    private static readonly string[] Officials =
    [
        "A1,commune:29053,Cán bộ số 1,commune-official;cell-secretary,4,",
        "T1,commune:29053,Tổ công tác số 1,,,A1;A2",
        "A2,commune:29053,Cán bộ số 2,,,",
        "B1,commune:29056,Cán bộ số 1,,,",
        "D1,district:835,Cán bộ huyện số 1,district-official,,",
    ];

    private static readonly string[] Assignments =
    [
        "A1,in-charge,Ấp 1,,2025-01-01,",
        "T1,attends,Ấp 1;Ấp 2,Tiểu vùng 1,2025-01-01,2025-06-30",
        "B1,in-charge,Ấp 1 / Tổ nhân dân tự quản 1,,2025-02-01,",
        "D1,in-charge,commune:29053,,2024-07-01,",
    ];

    [Fact]
    public async Task Lists_become_officials_teams_and_assignments()
    {
        await using var desk = await DutyDesk.Create();
        var first = await desk.Complete(DutyDesk.Officials(Officials));
        Assert.Equal((4, 1, 0), (first.Registered, first.Formed, first.Changed));
        var second = await desk.Complete(DutyDesk.Assignments(Assignments));
        Assert.Equal((4, 0), (second.Assigned, second.Ended));
        var holders = desk.Holders();
        var commune = await desk.Unit("29053");
        Assert.Contains($"{commune}-1 Cán bộ số 1 [commune-official cell-secretary] 4", holders);
        Assert.Contains($"{commune}-2 Cán bộ số 2 [] 10", holders);
        Assert.Contains($"{commune}-3 Tổ công tác số 1 (1 2)", holders);
        Assert.Equal(9, holders.Length);
        Assert.All(holders, line => Assert.DoesNotContain("Travelling", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Imported_again_lists_change_nothing_also_much_later()
    {
        await using var desk = await DutyDesk.Create();
        await desk.Complete(DutyDesk.Officials(Officials));
        await desk.Complete(DutyDesk.Assignments(Assignments));
        foreach (var days in new[] { 0, 2, 400 })
        {
            desk.Time.Advance(TimeSpan.FromDays(days));
            var (sent, before) = (desk.Engine.Commands.Count, desk.Holders());
            foreach (var list in new[] { DutyDesk.Officials(Officials), DutyDesk.Assignments(Assignments) })
            {
                var plan = await desk.Prepare(list);
                Assert.Empty(plan.Problems);
                Assert.True(plan.IsEmpty);
                Assert.Equal(plan.RowCount, plan.Kept);
                await desk.Complete(list);
            }

            Assert.Equal(sent, desk.Engine.Commands.Count);
            Assert.Equal(before, desk.Holders());
        }
    }

    [Fact]
    public async Task What_a_list_says_otherwise_is_changed_back_and_forth_too()
    {
        await using var desk = await DutyDesk.Create();
        await desk.Complete(DutyDesk.Officials(Officials));
        string[] others = [Officials[0].Replace("số 1", "số 9", StringComparison.Ordinal), "T1,commune:29053,Tổ công tác số 1,,,A2", Officials[2]];
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(2, (await desk.Complete(DutyDesk.Officials(others))).Changed);
            Assert.Contains(desk.Holders(), line => line.Contains("Cán bộ số 9", StringComparison.Ordinal));
            Assert.Equal(2, (await desk.Complete(DutyDesk.Officials(Officials))).Changed);
            Assert.DoesNotContain(desk.Holders(), line => line.Contains("Cán bộ số 9", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_a_list_does_not_speak_of_stays_as_it_is()
    {
        await using var desk = await DutyDesk.Create();
        await desk.Complete(DutyDesk.Officials(Officials));
        var plan = await desk.Prepare(DutyDesk.Read(HolderListKind.Officials, "ref,home,name", "A1,commune:29053,Cán bộ số 1"));
        Assert.True(plan.IsEmpty);
    }

    [Theory]
    [InlineData("A1,commune:29056,Cán bộ số 1,,,", "nobody is moved by a list. End the official there")]
    [InlineData("T1,commune:29053,Tổ công tác số 1,,,", "this key is a team's, and a row without members is an official. Give the row another key")]
    public async Task What_a_list_cannot_change_is_refused(string row, string rule)
    {
        await using var desk = await DutyDesk.Create();
        await desk.Complete(DutyDesk.Officials(Officials));
        Assert.Contains(rule, Assert.Single(await desk.Problems(DutyDesk.Officials(row))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_last_day_ends_an_assignment_and_a_later_one_is_refused()
    {
        await using var desk = await DutyDesk.Create();
        await desk.Complete(DutyDesk.Officials(Officials));
        await desk.Complete(DutyDesk.Assignments(Assignments));
        var shorter = DutyDesk.Assignments("A1,in-charge,Ấp 1,,2025-01-01,2025-03-31");
        Assert.Equal((0, 1), ((await desk.Complete(shorter)).Assigned, (await desk.Prepare(shorter)).Kept));
        Assert.Contains(
            "ends on 2025-03-31, and a list does not put that off. Give a row of its own with the day after as its first",
            Assert.Single(await desk.Problems(DutyDesk.Assignments(Assignments[0]))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_that_ended_long_ago_does_not_pass_for_one_that_is_in_force()
    {
        await using var desk = await DutyDesk.Create();
        await desk.Complete(DutyDesk.Officials(Officials));
        await desk.Complete(DutyDesk.Assignments(Assignments));
        var over = DutyDesk.Assignments("A1,in-charge,Ấp 1,,2025-01-01,2025-03-31");
        Assert.Equal(1, (await desk.Complete(over)).Ended);
        // The home unit sees at its next turn that the assignment is over, and lets go of it 30 days later.
        foreach (var name in new[] { "Cán bộ số 3", "Cán bộ số 4" })
        {
            desk.Time.Advance(TimeSpan.FromDays(200));
            await desk.Accept(await desk.Unit("29053"), new RegisterOfficial(name, [], 0));
        }

        Assert.DoesNotContain(desk.Holders(), line => line.Contains("2025-03-31", StringComparison.Ordinal));
        Assert.Equal(1, (await desk.Prepare(over)).Kept);
        Assert.Contains(
            "has ended, more than 30 days ago, and a list does not begin it again. Give a row of its own with a later first day",
            Assert.Single(await desk.Problems(DutyDesk.Assignments(Assignments[0]))), StringComparison.Ordinal);
    }

    public static IEnumerable<TheoryDataRow<int, bool>> Cuts =>
        from cut in Enumerable.Range(1, Officials.Length + Assignments.Length) from tookEffect in new[] { false, true } select new TheoryDataRow<int, bool>(cut, tookEffect);

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Cut_off_at_any_command_it_goes_on_even_after_the_engine_forgot_the_command(int cut, bool tookEffect)
    {
        await using var undisturbed = await DutyDesk.Create();
        await undisturbed.Complete(DutyDesk.Officials(Officials));
        await undisturbed.Complete(DutyDesk.Assignments(Assignments));

        await using var desk = await DutyDesk.Create();
        var first = desk.Engine.Commands.Count;
        CommandAnswer? Cut(int number, Command command) => number >= first + cut ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
        if (tookEffect) desk.Engine.After = Cut;
        else desk.Engine.Before = Cut;
        var stopped = await desk.Import(DutyDesk.Officials(Officials));
        if (stopped.IsWhole) stopped = await desk.Import(DutyDesk.Assignments(Assignments));
        Assert.Equal(ImportState.Interrupted, stopped.State);
        Assert.Contains("Run the list again; it goes on where it stopped.", stopped.Reason, StringComparison.Ordinal);

        desk.Engine.Before = desk.Engine.After = (_, _) => null;
        desk.Time.Advance(TimeSpan.FromDays(2));
        await desk.Complete(DutyDesk.Officials(Officials));
        await desk.Complete(DutyDesk.Assignments(Assignments));
        Assert.Equal(undisturbed.Holders(), desk.Holders());
    }

    [Fact]
    public async Task Cancelled_it_says_so()
    {
        await using var desk = await DutyDesk.Create();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var outcome = await desk.ImportUntil(DutyDesk.Officials(Officials), BadRows.RefuseList, cancel.Token);
        Assert.Equal((ImportState.Interrupted, "The import was stopped on request. Run it again; it goes on where it stopped."), (outcome.State, outcome.Reason));
        Assert.Empty(desk.Holders());
    }

    [Fact]
    public async Task What_a_home_unit_refuses_after_all_is_told_with_its_row()
    {
        await using var desk = await DutyDesk.Create();
        desk.Engine.Before = (_, command) => command is RegisterOfficial { Name: "Cán bộ số 2" } ? StubbornEngine.Refuse(RefusalCode.LimitReached) : null;
        var outcome = await desk.Import(DutyDesk.Officials("A1,commune:29053,Cán bộ số 1,,,", "A2,commune:29053,Cán bộ số 2,,,"));
        Assert.Equal("line 3, ref 'A2': unit: the test says no. Ask the test", Assert.Single(outcome.Refused).ToString());
        Assert.Equal((ImportState.Completed, 1, false), (outcome.State, outcome.Registered, outcome.IsWhole));
    }
}
