// Grows the tree from good rows and judges each next row against it. The first row that
// names a code is right, and a later row that contradicts it is the bad one: an operator
// reads a list from the top. A bad row is never grown into the tree, so it can spoil no
// row after it.

namespace HierarchySim.Import.Reading;

/// <summary>Builds a tree row by row, and finds what contradicts the rows before.</summary>
internal sealed class TreeBuilder(bool hasDistricts, bool isPart)
{
    private readonly Dictionary<string, ListedUnit> provinces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedUnit> districts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedUnit> communes = new(StringComparer.Ordinal);

    public UnitList List { get; } = new(hasDistricts, isPart);

    /// <summary>Adds a problem for everything in a row that contradicts an earlier good row.</summary>
    public void FindConflicts(ListedRow row, ICollection<RowProblem> problems)
    {
        if (row.Province is { } province && provinces.TryGetValue(province.Code, out ListedUnit? sameProvince))
            ExpectName(row, ListColumn.Province, province, sameProvince, problems);
        if (row.District is { } district && districts.TryGetValue(district.Code, out ListedUnit? sameDistrict))
        {
            ExpectName(row, ListColumn.District, district, sameDistrict, problems);
            ExpectProvince(row, sameDistrict, problems);
            ExpectSameUse(row, sameDistrict, problems);
        }

        if (row.Commune is { } commune && communes.TryGetValue(commune.Code, out ListedUnit? sameCommune))
            Add(problems, row, ListColumn.CommuneCode, commune.Code,
                $"is already the code of '{sameCommune.Name}' on line {sameCommune.SourceLine}");
    }

    /// <summary>Grows the tree by a row without any problem.</summary>
    public void Add(ListedRow row)
    {
        ListedUnit parent = Grow(provinces, List.Root, ListedLevel.Province, row.Province!, row.Line);
        if (row.District is { } district)
            parent = Grow(districts, parent, ListedLevel.District, district, row.Line);
        if (row.Commune is { } commune)
            Grow(communes, parent, ListedLevel.Commune, commune, row.Line);
    }

    private ListedUnit Grow(Dictionary<string, ListedUnit> known, ListedUnit parent, ListedLevel level, RowUnit unit, int line)
    {
        if (!known.TryGetValue(unit.Code, out ListedUnit? grown))
            known[unit.Code] = grown = List.Add(parent, level, unit.Kind, unit.Name, unit.Code, line);
        return grown;
    }

    private static void ExpectName(ListedRow row, ListColumn column, RowUnit unit, ListedUnit known, ICollection<RowProblem> problems)
    {
        if (!unit.Name.Equals(known.Name, StringComparison.OrdinalIgnoreCase))
            Add(problems, row, column, unit.Name, $"code {unit.Code} is already named '{known.Name}' on line {known.SourceLine}");
    }

    private static void ExpectProvince(ListedRow row, ListedUnit known, ICollection<RowProblem> problems)
    {
        if (row.Province is { } province && province.Code != known.Parent!.Code)
            Add(problems, row, ListColumn.DistrictCode, known.Code!,
                $"is already in province {known.Parent.Code} on line {known.SourceLine}");
    }

    private static void ExpectSameUse(ListedRow row, ListedUnit known, ICollection<RowProblem> problems)
    {
        bool listedEmpty = known.Children.Count == 0;
        if (!row.NamesCommune)
            Add(problems, row, ListColumn.DistrictCode, known.Code!, listedEmpty
                ? $"is already listed as a district without communes on line {known.SourceLine}"
                : $"is listed without communes here, but with communes on line {known.SourceLine}");
        else if (listedEmpty)
            Add(problems, row, ListColumn.DistrictCode, known.Code!,
                $"is listed with a commune here, but without communes on line {known.SourceLine}");
    }

    private static void Add(ICollection<RowProblem> problems, ListedRow row, ListColumn column, string value, string rule) =>
        problems.Add(new RowProblem(row.Line, column.Title(), NameText.Printable(value), rule));
}
