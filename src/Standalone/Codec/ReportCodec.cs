using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of reports, as events and at rest. Tags follow the rule of <see cref="EventCodec"/>.</summary>
internal static class ReportCodec
{
    private enum Tag : byte
    {
        ReportSubmitted = 96,
    }

    /// <summary>Writes an event; false when it is of another family.</summary>
    public static bool TryWrite(ByteWriter to, UnitEvent fact)
    {
        if (fact is not ReportSubmitted e) return false;
        to.Byte((byte)Tag.ReportSubmitted);
        WriteContent(to, e.Form, e.Version, e.Period, e.Values);
        IdCodec.Write(to, e.Note);
        IdCodec.Write(to, e.By);
        to.Unsigned(e.Revision);
        to.Signed(e.Due.Milliseconds);
        return true;
    }

    /// <summary>Reads what follows a tag; null when it is of another family.</summary>
    public static UnitEvent? TryRead(byte tag, ref ByteReader from, NamePool names)
    {
        if (tag != (byte)Tag.ReportSubmitted) return null;
        var (form, version, period, values) = ReadContent(ref from, names);
        return new ReportSubmitted(
            form, version, period, values, IdCodec.ReadText(ref from), IdCodec.ReadHolder(ref from), from.Int32(), new Instant(from.Signed()));
    }

    public static void WriteReport(ByteWriter to, Report report)
    {
        WriteContent(to, report.Form, report.Version, report.Period, report.Values);
        IdCodec.Write(to, report.Note);
        IdCodec.Write(to, report.By);
        to.Unsigned(report.Revision);
        to.Signed(report.Due.Milliseconds);
        to.Signed(report.SubmittedAt.Milliseconds);
        to.Signed(report.RevisedAt.Milliseconds);
    }

    public static Report ReadReport(ref ByteReader from, NamePool names)
    {
        var (form, version, period, values) = ReadContent(ref from, names);
        return new Report(
            form, version, period, values, IdCodec.ReadText(ref from), IdCodec.ReadHolder(ref from), from.Int32(), new Instant(from.Signed()),
            new Instant(from.Signed()), new Instant(from.Signed()));
    }

    private static void WriteContent(ByteWriter to, string form, int version, ReportPeriod period, long[] values)
    {
        to.Text(form);
        to.Unsigned(version);
        to.Byte((byte)period.Kind);
        to.Unsigned(period.Ordinal);
        to.Unsigned(values.Length);
        foreach (var value in values) to.Unsigned((ulong)value);
    }

    // The last one that ends on a day there is.
    private static ReportPeriod LastPeriod(PeriodKind kind) => ReportPeriod.Of(kind, DateOnly.MaxValue).Previous;

    // The code of a form is one string for all reports on it, as it is while they are written.
    private static (string Form, int Version, ReportPeriod Period, long[] Values) ReadContent(ref ByteReader from, NamePool names)
    {
        var (form, version) = (from.Text(names), from.Int32());
        var period = new ReportPeriod((PeriodKind)from.Byte(), from.Int32());
        if (!Enum.IsDefined(period.Kind)) throw new CodecException($"{(byte)period.Kind} is no kind of period.");
        if (period > LastPeriod(period.Kind)) throw new CodecException($"{period.Ordinal} is no period.");
        var values = new long[from.Count()];
        for (var i = 0; i < values.Length; i++) values[i] = (long)from.Unsigned();
        return (form, version, period, values);
    }
}
