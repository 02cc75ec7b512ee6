using HierarchySim.Core;
using HierarchySim.Simulator.Truth;

namespace HierarchySim.Simulator.Work;

// Reports: most of an open period by a unit that owes them, first ones and corrections.
internal sealed partial class Chooser
{
    private (UnitId, Command) Report(DateOnly today)
    {
        var form = dice.Pick(LedgerForm.All);
        var owing = ledger.Units.Values.Where(unit => scheme.Levels[unit.Level].Code == form.Level).ToList();
        var unit = dice.Pick(owing.Count > 0 && dice.Percent(95) ? owing : [.. ledger.Units.Values]);
        var present = form.PeriodOf(today);
        var period = present with { Ordinal = present.Ordinal + (dice.Percent(55) ? 0 : dice.Percent(90) ? -1 - dice.Below(3) : 1 - dice.Below(20)) };
        var before = unit.Reports.GetValueOrDefault((form.Code, period))?.Revision ?? 0;
        long[] values = [.. form.Most.Select(most => (long)dice.Below((int)most + (dice.Percent(1) ? 10 : 1)))];
        return (unit.Id, new SubmitReport(form.Code, dice.Percent(98) ? 1 : 2, period, values, TextId.None, PickActor(unit), dice.Percent(90) ? before : dice.Below(3)));
    }

    private HolderId PickActor(LedgerUnit unit)
    {
        if (dice.Percent(40)) return HolderId.None;
        if (unit.Duties.Count > 0 && dice.Percent(80))
        {
            var duty = dice.Pick(unit.Duties);
            return dice.Percent(50) && duty.Assignment.Holder.Members.Count > 0 ? dice.Pick(duty.Assignment.Holder.Members).Id : duty.Assignment.Holder.Id;
        }
        return unit.Holders.Count > 0 && dice.Percent(80) ? dice.Pick(unit.Holders).Id : dice.Percent(90) ? HolderId.None : new HolderId(UnitId.Root, 1 + dice.Below(9));
    }
}
