using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

/// <summary>
/// Follows the custody of one case along its path, as a token: whoever acts has it, whoever receives it received it from the unit
/// that gave it away, and each opening is closed once. Then the path is compared with the ledger.
/// </summary>
internal sealed class CasePath(UnitMap units, LedgerCase ledger, JsonNode view)
{
    private string? holder;
    private string? awaited;
    private DateTimeOffset? due;
    private bool isOpen;
    private int opening;
    private int floor = ledger.Competent;

    public int Escalations { get; private set; }

    /// <summary>True when everything the ledger knows has reached the origin, and the case does not travel.</summary>
    public static bool IsAtRest(LedgerCase ledger, JsonNode view) =>
        Own(ledger, view).Count() >= ledger.Receipts.Count && !(bool)view["inTransit"]! && !(bool)view["withdrawalRequested"]!;

    /// <summary>Checks everything; the case must be at rest.</summary>
    public CasePath Check()
    {
        foreach (var step in view["path"]!.AsArray()) Follow(step!, (string)step!["act"]!, (string)step["unit"]!);
        Require(isOpen == ledger.Closed is null && opening == ledger.Opening, $"opening {ledger.Opening}, closed as {ledger.Closed}");
        Require((string)view["status"]! == (isOpen ? "open" : "closed") && (int)view["opening"]! == opening, "its status follows from its path");
        Require(isOpen || (string)view["fineStatus"]! == ledger.Closed, $"closed as {ledger.Closed}");
        Require((string?)view["custodian"] == holder && holder is null == !isOpen, $"custody of {holder}");
        Assert.Equal(ledger.Receipts.Select(Text).Order(StringComparer.Ordinal), Own(ledger, view).Order(StringComparer.Ordinal));
        return this;
    }

    private void Follow(JsonNode step, string act, string unit)
    {
        switch (act)
        {
            case "raised":
                Require(opening == 0 && unit == ledger.Origin, "raised once, at its origin");
                (isOpen, opening, awaited) = (true, 1, units.Above(unit, floor));
                break;
            case "received":
                Require(isOpen && holder is null && unit == awaited, $"received by {awaited}");
                (holder, awaited, due) = (unit, null, Due(step));
                break;
            case "taken": RequireHolder(unit); break;
            case "scheduled":
                RequireHolder(unit);
                due = Due(step);
                break;
            case "referred": Release(unit, (string)step["to"]!); break;
            case "escalated":
                Require(due is not null && (DateTimeOffset)step["at"]! >= due, $"escalated after {due:O}");
                Release(unit, units.ParentOf(unit));
                Escalations++;
                break;
            case "answered" or "duplicate" or "withdrawn":
                Release(unit, null);
                (isOpen, floor) = (false, Math.Min(ledger.Competent, units.LevelOf(unit)));
                break;
            case "confirmed": Require(!isOpen && unit == ledger.Origin, "confirmed by its origin when closed"); break;
            case "reopened":
                Require(!isOpen && unit == ledger.Origin, "reopened by its origin when closed");
                (isOpen, opening, awaited) = (true, opening + 1, units.Above(unit, floor));
                break;
            case "withdrawalRequested": Require(isOpen && unit == ledger.Origin, "withdrawn by its origin while open"); break;
            default: Require(false, $"no '{act}', for every unit is open and every way leads somewhere"); break;
        }
    }

    private void Release(string unit, string? to)
    {
        RequireHolder(unit);
        (holder, awaited, due) = (null, to, null);
    }

    private void RequireHolder(string unit) => Require(isOpen && holder == unit, $"an act by {holder}, which has custody");

    private void Require(bool holds, string expected) => Assert.True(holds, $"Case {ledger.Id}: expected {expected}. It is: {view.ToJsonString()}");

    /// <summary>The steps that somebody asked for. A withdrawal that was on its way has no receipt of its arrival.</summary>
    private static IEnumerable<string> Own(LedgerCase ledger, JsonNode view) =>
        from step in view["path"]!.AsArray()
        let act = (string)step["act"]!
        where act is not ("received" or "escalated") && (act != "withdrawn" || ledger.Receipts.Any(receipt => receipt.Act == act))
        select Text(new CaseReceipt(act, (string)step["at"]!, (string)step["unit"]!));

    private static string Text(CaseReceipt receipt) => $"{receipt.Act} {receipt.At} {receipt.Unit}";

    private static DateTimeOffset? Due(JsonNode step) => step["due"] is { } due ? (DateTimeOffset)due : null;
}
