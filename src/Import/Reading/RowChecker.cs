// The rules of a single row. The column Cấp speaks of the lowest unit the row names: the
// commune, or the district when the row has no commune. That unit's name must begin with
// the same word; the units above state their kind by their name alone.

namespace HierarchySim.Import.Reading;

/// <summary>Judges rows one at a time, collecting everything that is wrong with each.</summary>
internal sealed class RowChecker(ColumnMap columns, NoticeTally notices)
{
    private const int ProvinceDigits = 2;
    private const int DistrictDigits = 3;
    private const int CommuneDigits = 5;

    private readonly CellChecker cells = new(columns, notices);

    public ListedRow Check(RawRow row, ICollection<RowProblem> problems)
    {
        CheckShape(row, problems);
        bool namesCommune = Holds(row, ListColumn.Commune) || Holds(row, ListColumn.CommuneCode) || !columns.HasDistricts;
        RowUnit? province = Upper(row, ListedLevel.Province, problems);
        RowUnit? district = null;
        RowUnit? commune = null;
        if (namesCommune)
        {
            district = columns.HasDistricts ? Upper(row, ListedLevel.District, problems) : null;
            commune = Lowest(row, ListedLevel.Commune, problems);
        }
        else
        {
            district = Lowest(row, ListedLevel.District, problems);
        }

        // The English name is known and dropped, but nothing unbounded passes even so.
        cells.Text(row, ListColumn.EnglishName, problems);
        return new ListedRow(row.Line, namesCommune, province, district, commune);
    }

    private void CheckShape(RawRow row, ICollection<RowProblem> problems)
    {
        if (row.Malformed is { } malformed)
            problems.Add(new RowProblem(row.Line, "", "", malformed));
        if (columns.IsShort(row))
            problems.Add(new RowProblem(row.Line, "", "", $"has {row.Cells.Length} fields, fewer than the header"));
        if (columns.HasStrayValue(row))
            problems.Add(new RowProblem(row.Line, "", "", "has a value outside the titled columns; it was neither read nor kept"));
    }

    /// <summary>A unit above the lowest one: its kind is the first word of its name.</summary>
    private RowUnit? Upper(RawRow row, ListedLevel level, ICollection<RowProblem> problems)
    {
        (ListColumn nameColumn, ListColumn codeColumn, int digits) = ColumnsOf(level);
        string? name = cells.Name(row, nameColumn, problems);
        KindWord? kind = name is null ? null : UnitKinds.FromName(level, name);
        if (name is not null && kind is null)
            cells.Refuse(problems, row, nameColumn, $"must begin with its kind: one of {UnitKinds.Words(level)}");
        return Unit(name, cells.Code(row, codeColumn, digits, problems), kind);
    }

    /// <summary>The lowest unit of the row: its kind is in Cấp, and its name must agree.</summary>
    private RowUnit? Lowest(RawRow row, ListedLevel level, ICollection<RowProblem> problems)
    {
        (ListColumn nameColumn, ListColumn codeColumn, int digits) = ColumnsOf(level);
        string? name = cells.Name(row, nameColumn, problems);
        string? code = cells.Code(row, codeColumn, digits, problems);
        KindWord? kind = Kind(row, level, problems);
        if (name is not null && kind is not null && !kind.Begins(name))
        {
            string rule = $"does not agree with the name '{NameText.Printable(name)}', which must begin with '{kind.Word} '";
            cells.Refuse(problems, row, ListColumn.Kind, rule);
            kind = null;
        }

        return Unit(name, code, kind);
    }

    private KindWord? Kind(RawRow row, ListedLevel level, ICollection<RowProblem> problems)
    {
        if (cells.Text(row, ListColumn.Kind, problems) is not { } word)
            return null;
        KindWord? kind = UnitKinds.FromWord(level, word);
        bool specialZoneInDistrict = kind?.Key == UnitKinds.SpecialZone && columns.HasDistricts;
        if (kind is not null && !specialZoneInDistrict)
            return kind;

        string words = UnitKinds.Words(level, except: columns.HasDistricts ? UnitKinds.SpecialZone : null);
        string whose = level == ListedLevel.Commune ? "a row with a commune" : "a row without a commune";
        cells.Refuse(problems, row, ListColumn.Kind, specialZoneInDistrict
            ? "exists only in a list without districts, since 1 July 2025"
            : $"must be, on {whose}, one of {words}");
        return null;
    }

    private static RowUnit? Unit(string? name, string? code, KindWord? kind) =>
        name is null || code is null || kind is null ? null : new RowUnit(name, code, kind.Key);

    private static (ListColumn Name, ListColumn Code, int Digits) ColumnsOf(ListedLevel level) => level switch
    {
        ListedLevel.Province => (ListColumn.Province, ListColumn.ProvinceCode, ProvinceDigits),
        ListedLevel.District => (ListColumn.District, ListColumn.DistrictCode, DistrictDigits),
        _ => (ListColumn.Commune, ListColumn.CommuneCode, CommuneDigits),
    };

    private bool Holds(RawRow row, ListColumn column) => !columns.Cell(row, column).IsEmpty;
}
