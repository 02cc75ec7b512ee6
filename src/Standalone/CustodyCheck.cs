using HierarchySim.Core;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone;

/// <summary>
/// Looks for the custody of every case in a tree at rest: a case that its origin has as open is held by one unit, or travels on one
/// link, or its closing is on the way home; one that is closed is none of these.
/// </summary>
internal sealed class CustodyCheck(UnitDirectory directory)
{
    private readonly Dictionary<CaseId, (int Tokens, int Closings)> found = [];

    /// <summary>Reports each case whose custody is lost or doubled.</summary>
    public void Run(Action<CaseId, string> report)
    {
        foreach (var unit in directory.All())
        {
            foreach (var held in unit.HeldCases) Add(held.Spec.Id, 1, 0);
            if (unit.HasUnconfirmedMessages) AddTravelling(unit);
        }
        foreach (var unit in directory.All())
            foreach (var file in unit.CaseFiles) Check(file, report);
        foreach (var (id, (tokens, _)) in found)
            if (tokens > 0 && directory.Find(id.Origin)?.FindCaseFile(id) is null) report(id, "It is in custody, but its origin does not know it.");
    }

    private void Check(CaseFile file, Action<CaseId, string> report)
    {
        var (tokens, closings) = found.GetValueOrDefault(file.Spec.Id);
        if (file.IsOpen ? tokens + closings != 1 : tokens + closings != 0)
            report(file.Spec.Id, $"Its origin has it as {file.Status}; {tokens} units or links have custody and {closings} closings are on their way.");
    }

    private void AddTravelling(UnitState unit)
    {
        foreach (var message in unit.Unconfirmed())
        {
            if (message is CaseTransfer transfer) Add(transfer.Spec.Id, 1, 0);
            if (message is CaseNotice { Step.Act: CaseAct.Answered or CaseAct.Duplicate or CaseAct.Withdrawn } notice) Add(notice.Case, 0, 1);
        }
    }

    private void Add(CaseId id, int tokens, int closings)
    {
        var (t, c) = found.GetValueOrDefault(id);
        found[id] = (t + tokens, c + closings);
    }
}
