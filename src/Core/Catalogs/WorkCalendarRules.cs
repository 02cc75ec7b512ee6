using System.Globalization;

namespace HierarchySim.Core;

/// <summary>The rules of a lawful calendar. All broken ones are reported, not the first.</summary>
internal static class WorkCalendarRules
{
    public static List<string> Check(
        IReadOnlyList<DayOfWeek> weekend, IReadOnlyList<int> yearsKnown, IReadOnlyList<Holiday> holidays, IReadOnlyList<DateOnly> extraWorkingDays)
    {
        var problems = new List<string>();
        if (weekend.Distinct().Count() != weekend.Count) problems.Add("calendar: a day of the weekend is listed twice");
        if (weekend.Distinct().Count() > 6) problems.Add("calendar: the weekend has at most six days, or no day would be worked");
        CheckYears(yearsKnown, problems);
        CheckHolidays(holidays, yearsKnown, problems);
        CheckExtra(extraWorkingDays, weekend, yearsKnown, holidays, problems);
        return problems;
    }

    private static void CheckYears(IReadOnlyList<int> yearsKnown, List<string> problems)
    {
        if (yearsKnown.Count > Limits.CalendarYearsMax)
            problems.Add($"calendar: {yearsKnown.Count} years given, at most {Limits.CalendarYearsMax} allowed (CalendarYearsMax)");
        var seen = new HashSet<int>();
        foreach (var year in yearsKnown)
        {
            if (year is < Limits.DayYearMin or > Limits.DayYearMax)
                problems.Add($"calendar: year {year} must be {Limits.DayYearMin} to {Limits.DayYearMax} (DayYearMin, DayYearMax)");
            if (!seen.Add(year)) problems.Add($"calendar: year {year} is listed twice");
        }
    }

    private static void CheckHolidays(IReadOnlyList<Holiday> holidays, IReadOnlyList<int> yearsKnown, List<string> problems)
    {
        if (holidays.Count > Limits.HolidaysMax) problems.Add($"calendar: {holidays.Count} holidays given, at most {Limits.HolidaysMax} allowed (HolidaysMax)");
        var seen = new HashSet<DateOnly>();
        foreach (var holiday in holidays)
        {
            if (!seen.Add(holiday.Date)) problems.Add($"holiday {Text(holiday.Date)} is listed twice");
            if (!yearsKnown.Contains(holiday.Date.Year)) problems.Add($"holiday {Text(holiday.Date)}: its year is not among the calendar's years");
            CatalogText.CheckNames($"holiday {Text(holiday.Date)}", holiday.Name, holiday.EnglishName, problems);
        }
    }

    private static void CheckExtra(
        IReadOnlyList<DateOnly> extraWorkingDays, IReadOnlyList<DayOfWeek> weekend, IReadOnlyList<int> yearsKnown, IReadOnlyList<Holiday> holidays, List<string> problems)
    {
        if (extraWorkingDays.Count > Limits.HolidaysMax)
            problems.Add($"calendar: {extraWorkingDays.Count} extra working days given, at most {Limits.HolidaysMax} allowed (HolidaysMax)");
        var off = holidays.Select(holiday => holiday.Date).ToHashSet();
        var seen = new HashSet<DateOnly>();
        foreach (var day in extraWorkingDays)
        {
            if (!seen.Add(day)) problems.Add($"extra working day {Text(day)} is listed twice");
            if (!yearsKnown.Contains(day.Year)) problems.Add($"extra working day {Text(day)}: its year is not among the calendar's years");
            if (!weekend.Contains(day.DayOfWeek)) problems.Add($"extra working day {Text(day)} is no day of the weekend and is worked anyway");
            if (off.Contains(day)) problems.Add($"extra working day {Text(day)} is listed as a holiday too");
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
