// Good files with bytes changed at random, from a fixed generator: whatever comes in, what
// comes out is a tree, problems or a refusal, never an exception and never a hang.

using System.Text;

namespace HierarchySim.Import.Tests;

public class DamagedFilesTests
{
    private const int FilesPerKind = 400;

    private static readonly object[][] Rows =
        [[.. ListText.ThreeTier.Split(',')], ["Thành phố Hà Nội", 1, "Quận Ba Đình", 1, "Phường Phúc Xá", 1, "Phường"]];

    public static TheoryData<string> Kinds => ["csv", "xlsx", "xls"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Kinds))]
    public async Task A_damaged_file_is_an_outcome_not_a_crash(string kind)
    {
        await Task.Yield();
        byte[] good = GoodFile(kind);
        Assert.NotNull(ListText.Read(good).List);
        var random = new Synthesis.SplitMix64(1);
        for (int i = 0; i < FilesPerKind; i++)
        {
            byte[] damaged = Damage(good, random);
            UnitListReading reading = ListText.Read(damaged, BadRows.Skip);
            Assert.True(
                reading.List is not null || reading.Refusal is not null,
                $"{kind} {i} has neither a list nor a reason");
        }
    }

    private static byte[] GoodFile(string kind) => kind switch
    {
        "csv" => Encoding.UTF8.GetBytes(ListText.Lines(ListText.ThreeTier, "Thành phố Hà Nội,01,Quận Ba Đình,001,Phường Phúc Xá,00001,Phường")),
        "xlsx" => Workbook.Xlsx(Rows),
        _ => OldWorkbook.Xls(Rows),
    };

    private static byte[] Damage(byte[] good, Synthesis.SplitMix64 random)
    {
        byte[] damaged = random.Below(4) == 0 ? good[..(1 + random.Below(good.Length))] : [.. good];
        for (int changes = 1 + random.Below(4); changes > 0; changes--)
            damaged[random.Below(damaged.Length)] = (byte)random.Next();
        return damaged;
    }
}
