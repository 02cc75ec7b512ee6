using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Bodies of commands about units. Strings, flags and lists only: what they mean is read by hand, so that errors name the rule.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OpenUnitsRequest(
    [property: Description("Id of the parent.")] string Parent,
    [property: Description("The units to open below it."), MinLength(1), MaxLength(Limits.ChildrenPerCommandMax)] IReadOnlyList<NewUnitRequest> Children);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewUnitRequest(
    [property: Description("Code of the kind in the scheme; it gives the level too.")] string Kind,
    [property: Description("Official name."), MaxLength(Limits.UnitNameLengthMax)] string Name,
    [property: Description("First day, yyyy-MM-dd.")] string Opened,
    [property: Description("Official code valid from the first day."), MaxLength(Limits.OfficialCodeLengthMax)] string? Code = null,
    [property: Description("True when it stands for a unit that no list names.")] bool? Synthetic = null,
    [property: Description("Ids of the units it was made from."), MaxLength(Limits.LineagePerUnitMax)] IReadOnlyList<string>? Predecessors = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RenameUnitRequest(
    [property: Description("The new official name."), MaxLength(Limits.UnitNameLengthMax)] string Name);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChangeCodeRequest(
    [property: Description("The new official code."), MaxLength(Limits.OfficialCodeLengthMax)] string Code,
    [property: Description("Its first day, yyyy-MM-dd; the code before it ends the day before.")] string ValidFrom);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CloseUnitRequest(
    [property: Description("Its last day, yyyy-MM-dd.")] string On,
    [property: Description("Ids of the units that take its place."), MaxLength(Limits.LineagePerUnitMax)] IReadOnlyList<string>? Successors = null);
