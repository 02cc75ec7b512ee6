using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Truth;

// Cases: custody as one place in one object, so that whatever takes it must find it where it was left.
internal sealed partial class Ledger
{
    public Dictionary<CaseId, LedgerCase> Cases { get; } = [];

    /// <summary>How often each thing happened to a case.</summary>
    public Dictionary<string, int> Happened { get; } = [];

    private void Raise(LedgerUnit unit, RaiseCase command, Instant at, int number)
    {
        Require(number == ++unit.LastCaseNumber, 2, $"case {number} of {unit.Id} follows number {unit.LastCaseNumber - 1}");
        var id = new CaseId(unit.Id, number);
        // It climbs to the first unit that may settle it; one raised higher up stays there.
        var competent = CompetentLevel(command.Category);
        Cases.Add(id, new LedgerCase(id, command.Reality, command.Subject, at) { Ahead = [.. unit.Line.Where(one => one.Level <= competent).Select(one => one.Id).Take(1)] });
    }

    // The shipped catalogue, read by eye: the lowest level that may settle a matter, the first of those that the scheme has.
    private int CompetentLevel(string category)
    {
        string[] codes = category switch
        {
            "roads-lighting" => ["commune"],
            "land" => ["district", "commune"],
            "official-conduct" => ["district", "province"],
            _ => throw new InvalidOperationException($"The ledger knows no category '{category}'."),
        };
        var levels = scheme.Levels.Select(level => level.Code).ToList();
        return levels.IndexOf(codes.First(levels.Contains));
    }

    private void Follow(UnitId unit, UnitEvent fact, Instant at)
    {
        if (fact is not ICaseFact { Case: var id }) return;
        Require(Cases.TryGetValue(id, out var found), 4, $"{fact.GetType().Name} of case {id}, which nobody raised");
        var item = found!;
        Happened[fact.GetType().Name] = Happened.GetValueOrDefault(fact.GetType().Name) + 1;
        switch (fact)
        {
            case CaseReceived e:
                Require(item.IsOpen && !item.Holder.IsValid && e.Transfer.Opening == item.Opening, 9, $"{unit} received opening {e.Transfer.Opening} of {id}, which is with {item.Holder}");
                Require(item.Ahead is null || item.Ahead.Contains(unit), 14, $"{id} came to {unit}, and was on its way to {string.Join(' ', item.Ahead ?? [])}");
                (item.Holder, item.Due) = (unit, e.Due);
                break;
            case CaseTaken: RequireHolder(item, unit, fact); break;
            case CaseScheduled e:
                RequireHolder(item, unit, fact);
                item.Due = e.Until;
                break;
            case CaseReferred:
                Release(item, unit, fact);
                // It comes to where it was sent, or turns round where its way breaks and climbs from there.
                item.Ahead = [.. Units[unit].Line.Concat(Units[item.ReferredTo].Line).Select(one => one.Id)];
                break;
            case CaseEscalated:
                Require(item.Due.IsSet && at >= item.Due && TrueMs() + FaultMix.SkewMaxMs >= item.Due.Milliseconds, 10, $"{id} escalated at {at}, due {item.Due}");
                Release(item, unit, fact);
                item.Ahead = [.. Units[unit].Line.Skip(1).Select(one => one.Id).Take(1)];
                break;
            case CaseAnswered or CaseFoundDuplicate or CaseWithdrawn:
                Release(item, unit, fact);
                item.IsOpen = false;
                break;
            case CaseNoted { Notice: var notice }:
                Require(notice.Opening == item.Opening, 11, $"the origin of {id} was told of opening {notice.Opening} in opening {item.Opening}");
                if (notice.Step.Act is not (CaseAct.Answered or CaseAct.Duplicate or CaseAct.Withdrawn)) break;
                Require(item.LastTold < notice.Opening && !item.IsOpen, 11, $"opening {notice.Opening} of {id} ended twice at its origin");
                item.LastTold = notice.Opening;
                break;
            case CaseConfirmed:
                Require(!item.IsOpen, 11, $"{id} was confirmed while open");
                break;
            case CaseReopened:
                Require(!item.IsOpen, 11, $"{id} was reopened while open");
                (item.IsOpen, item.Opening, item.Ahead) = (true, item.Opening + 1, null);
                break;
            case CaseRetired:
                Require(!item.IsOpen, 11, $"{id} retired while open");
                item.IsRetired = true;
                break;
            default: break;
        }
    }

    private static void Release(LedgerCase item, UnitId unit, UnitEvent fact)
    {
        RequireHolder(item, unit, fact);
        item.Holder = UnitId.None;
    }

    private static void RequireHolder(LedgerCase item, UnitId unit, UnitEvent fact) =>
        Require(item.IsOpen && item.Holder == unit, 9, $"{fact.GetType().Name} of {item.Id} at {unit}, and {item.Holder} has it");
}
