using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Makes a calendar of its file's entry. A year that the entry lists is the entry's alone, so a catalogue with years of its own
/// stays valid when a later version of the program ships the same years.
/// </summary>
internal static class CalendarReader
{
    private const string Vietnam = "vietnam";

    /// <summary>The calendar, or null when there are problems.</summary>
    public static WorkCalendar? Read(CalendarEntry? entry, List<string> problems)
    {
        entry ??= new CalendarEntry(Vietnam, null, null, null, null);
        if (entry.Base is not (null or Vietnam))
        {
            problems.Add($"calendar: base '{entry.Base}' does not ship with the program; there is '{Vietnam}'");
            return null;
        }
        var before = problems.Count;
        var under = entry.Base is null ? null : Catalogs.ShippedCalendar;
        var own = entry.Years ?? [];
        var weekend = ReadWeekend(entry.Weekend ?? under?.Weekend ?? ["saturday", "sunday"], problems);
        var holidays = Entries.Of("calendar: holidays", entry.Holidays, problems);
        var holidaysUnder = Entries.Of("calendar: holidays", under?.Holidays, problems).Where(holiday => !own.Contains(holiday.Date.Year));
        WorkCalendar? calendar = null;
        if (problems.Count == before)
        {
            calendar = WorkCalendar.TryCreate(
                weekend,
                [.. own, .. (under?.Years ?? []).Where(year => !own.Contains(year))],
                [.. holidays.Concat(holidaysUnder).Select(ToCore)],
                [.. entry.ExtraWorkingDays ?? [], .. (under?.ExtraWorkingDays ?? []).Where(day => !own.Contains(day.Year))],
                out var found);
            problems.AddRange(found);
        }
        return calendar;
    }

    private static List<DayOfWeek> ReadWeekend(string[] names, List<string> problems)
    {
        var weekend = new List<DayOfWeek>();
        foreach (var name in names)
        {
            var day = Array.FindIndex(Days, known => known == name);
            if (day < 0) problems.Add($"calendar: '{name}' is no day of the week; write {string.Join(", ", Days)}");
            else weekend.Add((DayOfWeek)day);
        }
        return weekend;
    }

    // In the order of DayOfWeek.
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static Holiday ToCore(HolidayEntry holiday) => new(holiday.Date, holiday.Name ?? "", holiday.EnglishName ?? "");
}
