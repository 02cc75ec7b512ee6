// The vocabulary of the tables: a list is written as its rows, a tree is read back as one
// line per unit, and problems as "line column 'value': rule".

using System.Text;

namespace HierarchySim.Import.Tests;

internal static class ListText
{
    public const string ThreeTier = "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp";
    public const string TwoTier = "Tỉnh Thành Phố,Mã TP,Phường Xã,Mã PX,Cấp";

    public static UnitListReading Read(string text, BadRows badRows = BadRows.RefuseList) =>
        Read(Encoding.UTF8.GetBytes(text), badRows);

    public static UnitListReading Read(byte[] content, BadRows badRows = BadRows.RefuseList) =>
        UnitListReader.Read(new MemoryStream(content), badRows);

    public static string Lines(params string[] lines) => string.Join("\n", lines) + "\n";

    /// <summary>The tree below the nation: indent, kind, code, name; synthetic units have a star for a code.</summary>
    public static string[] Tree(UnitList? list)
    {
        Assert.NotNull(list);
        return [.. list.Units().Skip(1).Select(u => $"{Indent(u)}{u.Kind} {u.Code ?? "*"} {u.Name}")];
    }

    public static string[] Problems(UnitListReading reading) => [.. reading.Problems.Select(p => p.ToString())];

    /// <summary>The tree of a list that must be taken whole.</summary>
    public static string[] TreeOf(UnitListReading reading)
    {
        Assert.Null(reading.Refusal);
        Assert.Empty(Problems(reading));
        return Tree(reading.List);
    }

    private static string Indent(ListedUnit unit)
    {
        int depth = 0;
        for (ListedUnit? above = unit.Parent; above?.Parent is not null; above = above.Parent)
            depth++;
        return new string(' ', depth * 2);
    }
}
