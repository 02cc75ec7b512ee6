using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// What a scenario does with cases.
public sealed partial class Desk
{
    /// <summary>The name of a text; what it says does not matter here.</summary>
    public static TextId Words { get; } = new(3, 4);

    /// <summary>Raises a case and says which it became.</summary>
    public async Task<CaseId> Raise(UnitId unit, string category = "roads-lighting", Reality reality = Reality.Actual) =>
        new(unit, (await Accept(unit, new RaiseCase(category, reality, HolderId.None, Words))).Number);

    /// <summary>A case at its origin, where it must be.</summary>
    public async Task<CaseFile> File(CaseId id) =>
        await Engine.QueryAsync(new GetCase(id)) ?? throw new Xunit.Sdk.XunitException($"There is no case {id}.");

    /// <summary>A case at the unit that must have custody of it.</summary>
    public async Task<HeldCase> Held(UnitId unit, CaseId id) =>
        await Engine.QueryAsync(new GetHeldCase(unit, id)) ?? throw new Xunit.Sdk.XunitException($"Case {id} is not with {unit}.");

    /// <summary>Answers a case.</summary>
    public Task<CommandAnswer> Answer(UnitId unit, CaseId id) => Accept(unit, new AnswerCase(id, HolderId.None, Words));

    /// <summary>A command that refers a case, by the way the engine knows.</summary>
    public async Task<ReferCase> Referral(UnitId from, CaseId id, UnitId to) =>
        new(id, HolderId.None, to, await Ways.FindAsync(Engine, from, to) ?? throw new Xunit.Sdk.XunitException($"No way from {from} to {to}."), Words);

    /// <summary>Refers a case.</summary>
    public async Task<CommandAnswer> Refer(UnitId from, CaseId id, UnitId to) => await Accept(from, await Referral(from, id, to));

    /// <summary>What happened to a case, a word and a unit each, as its origin knows it.</summary>
    public async Task<string> Life(CaseId id) => string.Join(", ", (await File(id)).Steps.Select(step => $"{step.Act} {step.Unit}"));

    /// <summary>Moves the clock to a moment.</summary>
    public Task Reach(Instant moment) => Advance(TimeSpan.FromMilliseconds(moment.Milliseconds - Now.Milliseconds));
}
