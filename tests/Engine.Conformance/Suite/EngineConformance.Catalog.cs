using System.Text.Json.Nodes;
using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The catalogue is data that may be replaced while the engine runs, and is kept.
public abstract partial class EngineConformance
{
    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_new_data_set_has_the_shipped_catalogue(string scheme)
    {
        var engine = (await Start(SchemeOf(scheme))).Engine;
        AssertSame(Catalogs.Get(engine.Scheme), engine.Catalog);
        Assert.NotEmpty(engine.Catalog.Roles);
        Assert.NotEmpty(engine.Catalog.Calendar.Holidays);
    }

    [Fact]
    public async Task A_catalogue_that_is_set_is_in_use_and_survives_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        await desk.OpenRoot();
        var json = CatalogWith(file => file["loadLimit"] = 7);
        Assert.Null(await desk.Engine.SetCatalogAsync(json));
        Assert.Equal(7, desk.Engine.Catalog.LoadLimit);
        await desk.Crash();
        Assert.Equal(7, desk.Engine.Catalog.LoadLimit);
        AssertSame(Catalogs.TryParse(json, desk.Engine.Scheme, out _)!, desk.Engine.Catalog);

        Assert.Null(await desk.Engine.SetCatalogAsync(Catalogs.GetJson()));
        await desk.Crash();
        AssertSame(Catalogs.Get(desk.Engine.Scheme), desk.Engine.Catalog);
    }

    public static TheoryData<string, string, RefusalCode, string> RefusedCatalogues => new()
    {
        { "no JSON", "{", RefusalCode.Invalid, "cannot be read" },
        { "an unknown property", CatalogWith(file => file["colour"] = 1), RefusalCode.Invalid, "colour" },
        { "a bound broken", CatalogWith(file => file["loadLimit"] = 0), RefusalCode.Invalid, "(LoadPerOfficialMax)" },
        { "too large", CatalogWith(_ => { }) + new string(' ', Limits.CatalogBytesMax), RefusalCode.Invalid, "(CatalogBytesMax)" },
        { "a number given away", CatalogWith(file => file["categories"]![0]!["code"] = "other"), RefusalCode.Conflict, "number 1 is that of category" },
        { "terms changed in silence", CatalogWith(file => file["categories"]![0]!["competent"] = "province"), RefusalCode.Conflict, "its version did not" },
        { "a form gone", CatalogWith(file => file["forms"] = new JsonArray()), RefusalCode.Conflict, "keep every version" },
    };

    [Theory]
    [MemberData(nameof(RefusedCatalogues))]
    public async Task A_refused_catalogue_changes_nothing(string what, string json, RefusalCode code, string rule)
    {
        RequireDurable();
        var desk = await StartEmpty();
        Assert.Null(await desk.Engine.SetCatalogAsync(CatalogWith(file => file["loadLimit"] = 7)));
        var before = desk.Engine.Catalog;

        var refusal = await desk.Engine.SetCatalogAsync(json);
        Assert.True(refusal is not null, what);
        Assert.Equal((code, "catalog"), (refusal.Code, refusal.Field));
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Same(before, desk.Engine.Catalog);
        await desk.Crash();
        AssertSame(before, desk.Engine.Catalog);
    }

    [Fact]
    public async Task A_catalogue_as_large_as_allowed_is_kept()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var json = CatalogWith(file => file["loadLimit"] = 9);
        json += new string(' ', Limits.CatalogBytesMax - System.Text.Encoding.UTF8.GetByteCount(json));
        Assert.Null(await desk.Engine.SetCatalogAsync(json));
        await desk.Crash();
        Assert.Equal(9, desk.Engine.Catalog.LoadLimit);
    }

    [Fact]
    public async Task Of_catalogues_set_at_once_the_one_in_use_is_the_one_kept()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var limits = Enumerable.Range(1, 20).ToArray();
        var refusals = await Task.WhenAll(limits.Select(limit => Task.Run(() => desk.Engine.SetCatalogAsync(CatalogWith(file => file["loadLimit"] = limit)).AsTask())));
        Assert.All(refusals, Assert.Null);
        var inUse = desk.Engine.Catalog.LoadLimit;
        Assert.Contains(inUse, limits);
        await desk.Crash();
        Assert.Equal(inUse, desk.Engine.Catalog.LoadLimit);
    }

    [Fact]
    public async Task Callers_records_and_the_catalogue_do_not_meet()
    {
        var desk = await StartEmpty();
        Assert.Null(await desk.Engine.SetCatalogAsync(CatalogWith(file => file["loadLimit"] = 7)));
        Assert.Empty(await desk.Engine.Records.ListAsync("", null, 10));
        await desk.Engine.Records.PutAsync("engine/catalog", Bytes("{}"));
        Assert.Equal(7, desk.Engine.Catalog.LoadLimit);
    }

    private static string CatalogWith(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(Catalogs.GetJson())!.AsObject();
        change(file);
        return file.ToJsonString();
    }

    private static void AssertSame(Catalog expected, Catalog actual)
    {
        Assert.Equal(expected.Categories, actual.Categories);
        Assert.Equal(expected.Forms, actual.Forms);
        Assert.Equal(expected.Roles, actual.Roles);
        Assert.Equal(expected.Posts, actual.Posts);
        Assert.Equal(expected.LoadLimit, actual.LoadLimit);
        Assert.Equal(expected.Calendar.Holidays, actual.Calendar.Holidays);
        Assert.Equal(expected.Calendar.ExtraWorkingDays, actual.Calendar.ExtraWorkingDays);
    }
}
