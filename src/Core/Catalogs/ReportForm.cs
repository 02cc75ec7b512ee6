namespace HierarchySim.Core;

/// <summary>One count a report asks for.</summary>
/// <param name="Code">Stable name for machines, unique within its form.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="EnglishName">English name.</param>
/// <param name="Min">Least value allowed, from 0.</param>
/// <param name="Max">Greatest value allowed, to <see cref="Limits.ReportValueMax"/>.</param>
public sealed record ReportField(string Code, string Name, string EnglishName, long Min, long Max);

/// <summary>
/// One version of a report's form (mẫu báo cáo): who owes it, how often, and what it asks. A version never changes; the catalogue
/// keeps all of them, because reports of past periods were written on older ones.
/// </summary>
/// <param name="Code">Stable name for machines; the same for all versions.</param>
/// <param name="Version">From 1.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="EnglishName">English name.</param>
/// <param name="Levels">Levels whose units owe it; empty ends the form.</param>
/// <param name="Period">How often.</param>
/// <param name="DueDays">Due at the end of this many days after the period's last day.</param>
/// <param name="From">The version is for periods that begin on or after this day.</param>
/// <param name="Fields">What it asks, in order.</param>
/// <param name="NoteLengthMax">Characters of the note; 0 for none.</param>
public sealed record ReportForm(
    string Code, int Version, string Name, string EnglishName, LevelSet Levels, PeriodKind Period, int DueDays, DateOnly From,
    ReportField[] Fields, int NoteLengthMax)
{
    /// <summary>The first period this version is for.</summary>
    public ReportPeriod FirstPeriod
    {
        get
        {
            var period = ReportPeriod.Of(Period, From);
            return period.FirstDay < From ? period.Next : period;
        }
    }

    /// <summary>True when the period is of the form's kind and begins on or after <see cref="From"/>.</summary>
    public bool IsFor(ReportPeriod period) => period.Kind == Period && period.FirstDay >= From;

    /// <summary>Two versions are equal when all they say is, fields included.</summary>
    public bool Equals(ReportForm? other) =>
        other is not null && Code == other.Code && Name == other.Name && EnglishName == other.EnglishName
        && (Version, Levels, Period, DueDays, From, NoteLengthMax)
            == (other.Version, other.Levels, other.Period, other.DueDays, other.From, other.NoteLengthMax)
        && Fields.AsSpan().SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Version, Levels, Period, From, Fields.Length);
}
