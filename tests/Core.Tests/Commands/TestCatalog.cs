using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>A catalogue of one of everything that commands can be refused over.</summary>
internal static class TestCatalog
{
    public const string InCharge = "in-charge";
    public const string Attends = "attends";
    public const int LoadLimit = 3;

    // Actors are given it when they are made, so nothing here may ask for an actor.
    public static readonly Catalog Catalog = Catalog.TryCreate(
        LevelSchemes.Get("three-tier"), [], Forms.InUse.Forms,
        [new DutyRole(InCharge, "Phụ trách", "In charge", true), new DutyRole(Attends, "Dự sinh hoạt", "Attends", false)],
        [
            // Tân Hồng's rule: whoever is secretary of the cell is head of its hamlet.
            new PostDefinition("cell-secretary", "Bí thư chi bộ", "Cell secretary", "hamlet-head"),
            new PostDefinition("hamlet-head", "Trưởng ấp", "Hamlet head", null),
            .. Enumerable.Range(1, Limits.PostsPerOfficialMax + 1).Select(n => new PostDefinition($"post-{n}", $"Chức danh {n}", $"Post {n}", null)),
        ],
        WorkCalendar.WeekendsOnly, LoadLimit, out _)!;
}
