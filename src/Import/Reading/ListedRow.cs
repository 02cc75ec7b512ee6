namespace HierarchySim.Import.Reading;

/// <summary>
/// One row after its fields were judged: each unit it names, or null where its name, code or kind is
/// wrong or absent. A row that does not name a commune, well formed or not, is about its district.
/// </summary>
internal sealed record ListedRow(int Line, bool NamesCommune, RowUnit? Province, RowUnit? District, RowUnit? Commune);

/// <summary>A unit as a row names it, all parts well formed.</summary>
internal sealed record RowUnit(string Name, string Code, string Kind);
