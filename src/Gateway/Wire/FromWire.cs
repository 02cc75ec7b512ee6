using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>From bodies to commands: the one place. What is wrong is kept in the inputs, which callers ask before they use the result.</summary>
internal static partial class FromWire
{
    public static OpenChildren OpenChildren(OpenUnitsRequest request, UnitId firstId, Inputs inputs) =>
        new([.. request.Children.Select((child, index) => Definition(child, new UnitId(firstId.Value + index), $"children[{index}]", inputs))]);

    public static RenameUnit RenameUnit(RenameUnitRequest request) => new(request.Name);

    public static ChangeUnitCode ChangeCode(ChangeCodeRequest request, Inputs inputs) => new(request.Code, inputs.Date("validFrom", request.ValidFrom));

    public static CloseUnit CloseUnit(CloseUnitRequest request, Inputs inputs) =>
        new(inputs.Date("on", request.On), UnitIds("successors", request.Successors, inputs));

    public static IssueDirective Issue(IssueDirectiveRequest request, Inputs inputs) => new(
        inputs.Levels("targetLevels", request.TargetLevels),
        inputs.Word("require", request.Require, Words.Require),
        inputs.TimeOrNone("due", request.Due),
        inputs.Word("urgency", request.Urgency, Words.Urgency),
        inputs.Word("status", request.Status, Words.Status),
        new DirectiveText(request.Title, request.Body ?? ""),
        inputs.DirectiveOrNone("supersedes", request.Supersedes));

    public static UpdateDirective Update(DirectiveId directive, UpdateDirectiveRequest request, Inputs inputs) => new(
        directive, inputs.TimeOrNone("due", request.Due), inputs.Word("urgency", request.Urgency, Words.Urgency),
        new DirectiveText(request.Title, request.Body));

    private static UnitDefinition Definition(NewUnitRequest unit, UnitId id, string at, Inputs inputs) => new(
        id, inputs.Kind($"{at}.kind", unit.Kind), unit.Name, inputs.Date($"{at}.opened", unit.Opened), unit.Code, unit.Synthetic ?? false,
        UnitIds($"{at}.predecessors", unit.Predecessors, inputs));

    private static UnitId[] UnitIds(string field, IReadOnlyList<string>? texts, Inputs inputs) =>
        texts is { Count: > Limits.LineagePerUnitMax }
            ? inputs.Fail<UnitId[]>(field, $"at most {Limits.LineagePerUnitMax} units may be named (LineagePerUnitMax)", "Shorten the list", [], nameof(Limits.LineagePerUnitMax))
            : [.. (texts ?? []).Select((text, index) => inputs.Unit($"{field}[{index}]", text))];
}
