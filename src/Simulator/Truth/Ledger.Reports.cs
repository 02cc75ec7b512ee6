using HierarchySim.Core;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Truth;

// Reports: one for each unit, form and period, and what the first of each was stays true of it.
internal sealed partial class Ledger
{
    private void Report(LedgerUnit unit, SubmitReport command, Instant at, int number)
    {
        var form = Array.Find(LedgerForm.All, form => form.Code == command.Form);
        Require(form is not null && form.Level == scheme.Levels[unit.Level].Code && form.IsOpen(command.Period, DayOf(at)), 4, $"{unit.Id} reported {command.Form} of {command.Period} at {at}");
        Require(command.Version == 1 && command.Values.Length == form!.Most.Length && command.Values.Zip(form.Most).All(pair => pair.First >= 0 && pair.First <= pair.Second),
            4, $"{unit.Id} reported {string.Join(' ', command.Values)} on {command.Form}");
        RequireActor(unit, command.By, at);
        var key = (command.Form, command.Period);
        var before = unit.Reports.GetValueOrDefault(key);
        Require(command.Corrects == (before?.Revision ?? 0) && number == command.Corrects + 1, 2, $"{unit.Id} reported revision {number} in the place of {command.Corrects}, and {before?.Revision ?? 0} stands");
        var report = unit.Reports[key] = before ?? new LedgerReport(StartOf(form!.DueDay(command.Period).AddDays(1)), at);
        (report.RevisedAt, report.Revision, report.Values, report.By) = (at, number, command.Values, command.By);
        Note(before is not null ? "a report was corrected" : report.IsOnTime ? "a report was on time" : "a report was late");
    }
}
