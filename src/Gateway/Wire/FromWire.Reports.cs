using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Commands about reports.
internal static partial class FromWire
{
    // No form allows a count below 0, so the core refuses whatever has this one.
    private const long NoCount = -1;

    /// <summary>
    /// Reads a report on the form in use. What is wrong with the counts' names is not told at once: period, form and version come
    /// first, and a retry gets the first answer even under a catalogue that has changed since; both are the core's to see.
    /// </summary>
    /// <param name="request">The body.</param>
    /// <param name="catalog">The forms.</param>
    /// <param name="inputs">Keeps what is wrong.</param>
    public static (Func<TextId, SubmitReport> Make, Problem? BadCounts) SubmitReport(SubmitReportRequest request, Catalog catalog, Inputs inputs)
    {
        var (period, by) = (inputs.Period("period", request.Period), inputs.HolderOrNone("holder", request.Holder));
        var form = catalog.FindForm(request.Form, period);
        var (values, bad) = Counts(request.Values, form);
        CheckNote(request.Note, form, inputs);
        var version = request.Version ?? form?.Version ?? 0;
        return (note => new SubmitReport(request.Form, version, period, values, note, by, request.Corrects ?? 0), bad);
    }

    private static (long[] Values, Problem? Bad) Counts(IReadOnlyDictionary<string, long> counts, ReportForm? form)
    {
        if (form is null) return ([], null);
        var fields = form.Fields;
        Problem? bad = null;
        if (fields.FirstOrDefault(field => !counts.ContainsKey(field.Code)) is { } missing)
            bad = Problem.Of(ProblemTypes.Invalid, $"values.{missing.Code}", $"form '{form.Code}' version {form.Version} asks for '{missing.Name}'", "Add the count");
        if (counts.Keys.FirstOrDefault(code => !fields.Any(field => field.Code == code)) is { } unknown)
            bad = Problem.Of(
                ProblemTypes.UnknownField, $"values.{unknown}",
                $"form '{form.Code}' version {form.Version} has no such field; its fields are {string.Join(", ", fields.Select(field => field.Code))}", "Remove or correct it");
        return ([.. fields.Select(field => bad is null ? counts[field.Code] : NoCount)], bad);
    }

    // A form that has no note says so itself.
    private static void CheckNote(string? note, ReportForm? form, Inputs inputs)
    {
        if (note is null) return;
        if (string.IsNullOrWhiteSpace(note)) inputs.Fail("note", "a note must say something", "Write it, or leave it out", 0);
        if (note.Length > Limits.ReportNoteLengthMax)
            inputs.Fail("note", $"a note has at most {Limits.ReportNoteLengthMax} characters (ReportNoteLengthMax)", "Shorten it", 0, nameof(Limits.ReportNoteLengthMax));
        if (form is { NoteLengthMax: > 0 } && note.Length > form.NoteLengthMax)
            inputs.Fail("note", $"a note on form '{form.Code}' has at most {form.NoteLengthMax} characters", "Shorten it", 0);
    }
}
