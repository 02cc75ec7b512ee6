using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Commands about officials, teams and assignments.
internal static partial class FromWire
{
    public static RegisterOfficial RegisterOfficial(OfficialRequest request, Inputs inputs) =>
        new(request.Name, [.. request.Posts], LoadLimit(request, inputs));

    public static ChangeOfficial ChangeOfficial(HolderId official, OfficialRequest request, Inputs inputs) =>
        new(official, request.Name, [.. request.Posts], LoadLimit(request, inputs));

    public static RegisterTeam RegisterTeam(TeamRequest request, Inputs inputs) => new(request.Name, Members(request, inputs));

    public static ChangeTeam ChangeTeam(HolderId team, TeamRequest request, Inputs inputs) => new(team, request.Name, Members(request, inputs));

    public static RecordLeave RecordLeave(HolderId official, RecordLeaveRequest request, Inputs inputs) =>
        new(official, inputs.Date("from", request.From), inputs.Date("to", request.To));

    public static CancelLeave CancelLeave(HolderId official, CancelLeaveRequest request, Inputs inputs) => new(official, inputs.Date("from", request.From));

    /// <summary>An assignment whose ways are still to be found.</summary>
    public static AssignHolder Assign(AssignRequest request, Inputs inputs) => new(
        inputs.Holder("holder", request.Holder), request.Role, inputs.Date("from", request.From), inputs.DateOrNull("to", request.To), request.SetName,
        request.Units.Count is 0 or > Limits.UnitsPerAssignmentMax
            ? inputs.Fail<AssignmentTarget[]>(
                "units", $"an assignment is about 1 to {Limits.UnitsPerAssignmentMax} units (UnitsPerAssignmentMax)", "Split the list", [], nameof(Limits.UnitsPerAssignmentMax))
            : [.. request.Units.Select((text, index) => new AssignmentTarget(inputs.Unit($"units[{index}]", text), Route.Here))]);

    public static EndAssignment EndAssignment(AssignmentId assignment, EndAssignmentRequest request, Inputs inputs) =>
        new(assignment, inputs.Date("on", request.On));

    // Whoever means the catalogue's limit leaves it out; the core's 0 for it is not part of the API.
    private static int LoadLimit(OfficialRequest request, Inputs inputs) =>
        request.LoadLimit is null ? 0
        : request.LoadLimit is >= 1 and <= Limits.LoadPerOfficialMax ? request.LoadLimit.Value
        : inputs.Fail(
            "loadLimit", $"a load limit is 1 to {Limits.LoadPerOfficialMax} units (LoadPerOfficialMax)", "Correct it, or leave it out for the catalogue's", 0,
            nameof(Limits.LoadPerOfficialMax));

    private static HolderId[] Members(TeamRequest request, Inputs inputs) =>
        request.Members.Count is 0 or > Limits.TeamMembersMax
            ? inputs.Fail<HolderId[]>("members", $"a team has 1 to {Limits.TeamMembersMax} members (TeamMembersMax)", "Correct the list", [], nameof(Limits.TeamMembersMax))
            : [.. request.Members.Select((text, index) => inputs.Holder($"members[{index}]", text))];
}
