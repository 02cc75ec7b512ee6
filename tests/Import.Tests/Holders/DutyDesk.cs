using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

/// <summary>A small tree (two communes, four cells, eight groups) and what the scenarios of lists of duties ask of it.</summary>
internal sealed class DutyDesk : IAsyncDisposable
{
    public const string OfficialColumns = "ref,home,name,posts,load_limit,members";
    public const string AssignmentColumns = "holder,role,units,set_name,from,to";
    public const string Commune = "commune:29053";

    private readonly ImportDesk desk = new();

    public StubbornEngine Engine => desk.Engine;

    public HastyTime Time => desk.Time;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<DutyDesk> Create()
    {
        var duty = new DutyDesk();
        await duty.desk.Complete(ImportDesk.Request(
            ["Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Tam Hiệp,29053,Xã", "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Long Định,29056,Xã"], cells: 4, groups: 8));
        return duty;
    }

    public static HolderList Read(HolderListKind kind, params string[] lines) =>
        HolderList.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), kind);

    public static HolderList Officials(params string[] rows) => Read(HolderListKind.Officials, [OfficialColumns, .. rows]);

    public static HolderList Assignments(params string[] rows) => Read(HolderListKind.Assignments, [AssignmentColumns, .. rows]);

    public Task<HolderPlan> Prepare(HolderList list, BadRows badRows = BadRows.RefuseList)
    {
        Assert.Null(list.Refusal);
        return HolderImporter.PrepareAsync(Engine, list, badRows, Time, Token);
    }

    /// <summary>What is wrong with the rows, as lines of text.</summary>
    public async Task<string[]> Problems(HolderList list) => [.. (await Prepare(list)).Problems.Select(problem => problem.ToString())];

    public Task<HolderOutcome> Import(HolderList list, BadRows badRows = BadRows.RefuseList) => ImportUntil(list, badRows, Token);

    public async Task<HolderOutcome> ImportUntil(HolderList list, BadRows badRows, CancellationToken cancellation)
    {
        var plan = await Prepare(list, badRows);
        Assert.True(plan.CanRun, string.Join('\n', plan.Problems));
        return await HolderImporter.RunAsync(Engine, plan, Time, cancellation);
    }

    /// <summary>Imports what must come in whole.</summary>
    public async Task<HolderOutcome> Complete(HolderList list)
    {
        var outcome = await Import(list);
        Assert.True(outcome.IsWhole, $"{outcome.Reason} {string.Join('\n', outcome.Refused)}");
        return outcome;
    }

    public async Task<UnitId> Unit(string code) => (await Engine.QueryAsync(new FindUnitsByCode(code, null, null), Token))[0].Id;

    /// <summary>Officials, teams and assignments of all homes, a line each.</summary>
    public string[] Holders() => desk.Inner.Inspect(units => units.SelectMany(unit =>
        unit.Officials.Select(official => $"{official.Id} {official.Name} [{string.Join(' ', official.Posts)}] {official.LoadLimit}{(official.IsActive ? "" : " ended")}")
            .Concat(unit.Teams.Select(team => $"{team.Id} {team.Name} ({string.Join(' ', team.Members.Select(member => member.Number))})"))
            .Concat(unit.Assignments.Select(one => $"{one.Id} {one.Holder.Number} {one.Role} {one.From:O}..{one.To:O} {one.SetName}: {string.Join(' ', one.Units.Select(held => $"{held.Unit} {held.State}"))}")))
        .Order(StringComparer.Ordinal).ToArray());

    public async Task Accept(UnitId unit, Command command)
    {
        var answer = await desk.Inner.SubmitAsync(new CommandId(7, (ulong)Engine.Commands.Count + (ulong)Time.GetTimestamp(), 7), unit, command, Token);
        Assert.True(answer.IsAccepted, answer.Refusal?.ToString());
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
