namespace HierarchySim.Core.Tests;

/// <summary>Runs the tables, and checks that they leave nothing out.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> Tables => [.. CommandTables.All.Keys];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_row_of_the_table_holds(string table)
    {
        var broken = CommandTables.All[table].Select(Run).Where(problem => problem is not null).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_command_stands_in_the_tables_accepted_and_refused()
    {
        var commands = typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)));
        foreach (var command in commands)
        {
            var outcomes = Rows.Where(row => row.Command.GetType() == command).Select(row => row.Outcome).ToList();
            Assert.True(outcomes.Exists(IsRefusal), $"{command.Name} is never refused");
            Assert.True(outcomes.Exists(outcome => !IsRefusal(outcome)), $"{command.Name} is never accepted");
        }
    }

    [Fact]
    public void Every_refusal_a_unit_can_give_stands_in_the_tables()
    {
        // A used key is its own test, and three are an engine's.
        var elsewhere = new[] { RefusalCode.KeyReused, RefusalCode.StorageUnavailable, RefusalCode.Stopping, RefusalCode.CursorTooOld };
        foreach (var code in Enum.GetValues<RefusalCode>().Except(elsewhere))
            Assert.Contains(Rows, row => row.Outcome.StartsWith($"{code} ", StringComparison.Ordinal));
    }

    private static IEnumerable<Row> Rows => CommandTables.All.Values.SelectMany(rows => rows);

    private static bool IsRefusal(string outcome) => outcome.Contains(' ', StringComparison.Ordinal);

    private static string? Run(Row row)
    {
        var unit = States.All[row.State]();
        var before = unit?.ChangeCount;
        var decision = Actor.Decide(unit, row.Command, Actor.Noon);
        if (unit?.ChangeCount != before) return $"{row.State}: deciding on {row.Command} changed the unit";
        var outcome = decision.Verdict == Verdict.Refused ? Describe(decision.Refusal!, row.Outcome) : string.Join('+', Enumerable.Range(0, decision.EventCount).Select(i => decision.EventAt(i).GetType().Name));
        return outcome == row.Outcome && (decision.EventCount > 0) != IsRefusal(row.Outcome) ? null
            : $"{row.State}: {row.Command.GetType().Name} should be '{row.Outcome}', is '{outcome}' ({decision.Refusal})";
    }

    // The limit's name belongs to the outcome only where the row asks for it.
    private static string Describe(Refusal refusal, string wanted)
    {
        var limit = wanted.Split(' ') is [_, _, var name] && refusal.Rule.Contains(name, StringComparison.Ordinal) ? $" {name}" : "";
        Assert.False(refusal.Rule.EndsWith('.') || refusal.NextStep.EndsWith('.') || refusal.NextStep.Length == 0, refusal.ToString());
        return $"{refusal.Code} {refusal.Field}{limit}";
    }
}
