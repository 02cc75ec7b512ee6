using System.Globalization;
using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

/// <summary>Draws who raises what, and what is done about a case next. One seed gives one sequence of draws.</summary>
internal sealed class CaseDraws(Random random, UnitMap units, JsonArray categories)
{
    private const int AttemptsMax = 1_000;
    private readonly (string Code, int Competent)[] kinds =
        [.. categories.Select(category => ((string)category!["code"]!, UnitMap.LevelNamed((string)category["competent"]!)))];

    /// <summary>A case to be raised.</summary>
    public LedgerCase Raise(int number)
    {
        var (code, competent) = kinds[random.Next(kinds.Length)];
        var group = units.Groups[random.Next(units.Groups.Length)];
        // Some are raised where they are settled. They are few: a small tree's one district must not run out of room for them.
        var origin = random.Next(100) == 0 ? units.Above(group, competent) : group;
        var plan = random.Next(100) switch { < 82 => CasePlan.Answered, < 88 => CasePlan.Left, _ => CasePlan.Full };
        return new LedgerCase(number, origin, code, competent, plan, random.Next(2, 9))
        {
            Pending = new CaseRequest(
                "cases", $"/units/{origin}/cases", Invariant($"raise-{number}"), Invariant($$"""{"service_code":"{{code}}","title":"Case {{number}}","description":"Drawn."}""")),
        };
    }

    /// <summary>What is to be done about a case next; null when it is left as it is.</summary>
    public CaseRequest? Next(LedgerCase item, LedgerCase other)
    {
        if (item.Plan == CasePlan.Left || item.Attempts >= AttemptsMax) return null;
        if (item.Plan == CasePlan.Full && item.Attempts < item.ActsWanted) return item.Closed is null ? Handle(item, other) : AtOrigin(item);
        // A full life ends answered, or open where it stands.
        return item.Closed is not null || (item.Plan == CasePlan.Full && item.Attempts == item.ActsWanted && random.Next(3) == 0) ? null : Answer(item);
    }

    private CaseRequest Handle(LedgerCase item, LedgerCase other)
    {
        var custodian = units.Above(item.Origin, item.Competent);
        return random.Next(14) switch
        {
            < 3 => To(item, "take"),
            < 5 => To(item, "schedule", $$"""{"until":"{{item.RaisedAt.AddDays(random.Next(1, 40)):yyyy-MM-ddTHH:mm:ss}}Z","text":"A day."}"""),
            5 or 6 => Refer(item, random.GetItems(units.Siblings(custodian), 1)[0]),
            7 => Refer(item, units.ParentOf(custodian)!),
            8 => To(item, "withdraw"),
            9 when other.Id is not null && other != item => To(item, "duplicate", $$"""{"of":"{{other.Id}}"}"""),
            _ => Answer(item),
        };
    }

    private CaseRequest? AtOrigin(LedgerCase item) => item.Closed switch
    {
        "answered" when random.Next(2) == 0 => To(item, "confirm"),
        // While a withdrawal is looking for the case, an answer may come first.
        "withdrawn" => random.Next(2) == 0 ? Answer(item) : null,
        _ => random.Next(4) > 0 ? To(item, "reopen", """{"reason":"Not settled."}""") : null,
    };

    private static CaseRequest Answer(LedgerCase item) => To(item, "answer", """{"text":"Done."}""");

    private static CaseRequest Refer(LedgerCase item, string to) => To(item, "refer", $$"""{"to":"{{to}}","reason":"Theirs."}""");

    private static CaseRequest To(LedgerCase item, string word, string body = "") =>
        new(word, $"/cases/{item.Id}/{word}", Invariant($"act-{item.Number}-{++item.Attempts}"), body);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
