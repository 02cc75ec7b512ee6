namespace HierarchySim.Core;

// Reports: a first one, and corrections that replace it. On time is what the first one was, whatever is corrected later.
public sealed partial class UnitMachine
{
    private Decision DecideSubmitReport(UnitState unit, SubmitReport command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        var catalog = Catalog;
        if (CheckPeriod(catalog, command, now.DateAt(scheme.Offset)) is { } untimely) return untimely;
        if (catalog.FindForm(command.Form, command.Period) is not { } form)
            return Invalid("period", $"form '{command.Form}' has no version for {command.Period}", "Choose a later period");
        if (CheckForm(unit, command, form) is { } unfit) return unfit;
        if (CheckValues(command.Values, form) is { } broken) return broken;
        if (command.Note.IsValid && form.NoteLengthMax == 0) return Invalid("note", $"form '{form.Code}' has no note", "Leave the note out");
        if (CheckActor(unit, command.By, now) is { } actor) return actor;
        if (CheckCorrection(unit.FindReport(form.Code, command.Period), command) is { } clash) return clash;
        var revision = command.Corrects + 1;
        // The form's own text is kept, and the caller's array stays the caller's: a million reports share one code and none of their values.
        return Decision.Accept(now, new ReportSubmitted(
            form.Code, form.Version, command.Period, [.. command.Values], command.Note, command.By, revision, command.Period.DueAt(form, scheme.Offset)), revision);
    }

    private static Decision? CheckPeriod(Catalog catalog, SubmitReport command, DateOnly today)
    {
        if (catalog.FindForm(command.Form) is not { } newest)
            return Invalid("form", "the catalogue has no such form", "Choose a form of the catalogue");
        if (command.Period.Kind != newest.Period)
            return Invalid("period", $"form '{newest.Code}' is for each {Name(newest.Period)}", $"Give a {Name(newest.Period)}");
        if (ReportRules.IsFuture(command.Period, today))
            return Invalid("period", $"a report is about a period that has begun, at the latest {ReportPeriod.Of(newest.Period, today)}", "Wait until it begins");
        return ReportRules.IsPast(command.Period, today)
            ? Invalid("period", $"reports go back {Limits.ReportPeriodsBackMax} periods, to {ReportRules.EarliestOpen(newest.Period, today)} (ReportPeriodsBackMax)", "Choose a later period") : null;
    }

    private Decision? CheckForm(UnitState unit, SubmitReport command, ReportForm form)
    {
        if (form.Levels.IsEmpty) return Invalid("form", $"form '{form.Code}' has ended before {command.Period}", "Nothing to do");
        if (!form.Levels.Contains(unit.Level))
            return Invalid("form", $"units of level '{scheme.Levels[unit.Level.Index].Code}' do not owe form '{form.Code}'", "Submit it at a unit that owes it");
        return command.Version != form.Version
            ? Invalid("version", $"version {form.Version} of form '{form.Code}' is the one for {command.Period}", "Read the form again and write the report on that version") : null;
    }

    private static Decision? CheckValues(long[] values, ReportForm form)
    {
        if (values.Length != form.Fields.Length)
            return Invalid("values", $"form '{form.Code}' version {form.Version} has {form.Fields.Length} fields, and {values.Length} values were given", "Give one value for each field");
        for (var i = 0; i < values.Length; i++)
        {
            var field = form.Fields[i];
            if (values[i] < field.Min || values[i] > field.Max)
                return Invalid($"values.{field.Code}", $"'{field.Name}' is {field.Min} to {field.Max}", "Correct the value");
        }
        return null;
    }

    private static Decision? CheckCorrection(Report? present, SubmitReport command)
    {
        if (command.Corrects < 0) return Invalid("corrects", "a correction names a revision from 1", "Name the revision it replaces, or 0 for a first report");
        if (present is null)
            return command.Corrects == 0 ? null : Conflict("corrects", $"the unit has submitted no report of {command.Period} to correct", "Submit it as a first report");
        if (command.Corrects == 0)
            return Conflict("period", $"the unit submitted its report of {command.Period} at {present.SubmittedAt}", $"Correct revision {present.Revision}");
        if (command.Corrects != present.Revision)
            return Conflict("corrects", $"the present revision is {present.Revision}", "Read the report again, then correct that revision");
        return present.Revision >= Limits.ReportRevisionsMax
            ? Limit("corrects", $"a report has at most {Limits.ReportRevisionsMax} revisions (ReportRevisionsMax)", "Tell the unit above what is wrong with it") : null;
    }

    private void ApplyReportSubmitted(UnitState unit, ReportSubmitted fact, Instant at)
    {
        var book = (unit.desk ??= new Desk()).Reports ??= new ReportBook();
        var before = fact.Revision > 1 ? unit.FindReport(fact.Form, fact.Period) : null;
        book.Put(
            new Report(
                fact.Form, fact.Version, fact.Period, fact.Values, fact.Note, fact.By, fact.Revision,
                before?.Due ?? fact.Due, before?.SubmittedAt ?? at, at),
            at.DateAt(scheme.Offset));
        unit.TouchDesk();
    }

    private static void CloseReports(UnitState unit)
    {
        if (unit.desk?.Reports is not { } book) return;
        book.IsClosed = true;
        unit.TouchDesk();
    }

    private static string Name(PeriodKind kind) => kind switch
    {
        PeriodKind.Week => "week",
        PeriodKind.Month => "month",
        PeriodKind.Quarter => "quarter",
        _ => "year",
    };
}
