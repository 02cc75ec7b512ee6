namespace HierarchySim.Core.Tests;

/// <summary>
/// What a unit in some state says to a command. An accepted command names its events, joined by a plus; a refused one the code and the field, and
/// the limit where one is met.
/// </summary>
internal sealed record Row(string State, Command Command, string Outcome);

/// <summary>Every command, accepted and refused.</summary>
internal static partial class CommandTables
{
    public static IReadOnlyDictionary<string, Row[]> All => new Dictionary<string, Row[]>
    {
        [nameof(OpeningTheRoot)] = OpeningTheRoot,
        [nameof(OpeningChildren)] = OpeningChildren,
        [nameof(Renaming)] = Renaming,
        [nameof(ChangingCodes)] = ChangingCodes,
        [nameof(Closing)] = Closing,
        [nameof(HoldingOnlyWhileUnchanged)] = HoldingOnlyWhileUnchanged,
        [nameof(AnyCommand)] = AnyCommand,
        [nameof(Issuing)] = Issuing,
        [nameof(Updating)] = Updating,
        [nameof(Withdrawing)] = Withdrawing,
        [nameof(Acknowledging)] = Acknowledging,
        [nameof(Completing)] = Completing,
        [nameof(RegisteringOfficials)] = RegisteringOfficials,
        [nameof(ChangingOfficials)] = ChangingOfficials,
        [nameof(EndingOfficials)] = EndingOfficials,
        [nameof(RegisteringTeams)] = RegisteringTeams,
        [nameof(ChangingTeams)] = ChangingTeams,
        [nameof(EndingTeams)] = EndingTeams,
        [nameof(RecordingLeave)] = RecordingLeave,
        [nameof(CancellingLeave)] = CancellingLeave,
        [nameof(Assigning)] = Assigning,
        [nameof(EndingAssignments)] = EndingAssignments,
        [nameof(ClosingHomes)] = ClosingHomes,
        [nameof(SubmittingReports)] = SubmittingReports,
        [nameof(RaisingCases)] = RaisingCases,
        [nameof(TakingCases)] = TakingCases,
        [nameof(SchedulingCases)] = SchedulingCases,
        [nameof(AnsweringCases)] = AnsweringCases,
        [nameof(ReferringCases)] = ReferringCases,
        [nameof(ClosingDuplicates)] = ClosingDuplicates,
        [nameof(ConfirmingCases)] = ConfirmingCases,
        [nameof(ReopeningCases)] = ReopeningCases,
        [nameof(WithdrawingCases)] = WithdrawingCases,
        [nameof(ClosingUnitsWithCases)] = ClosingUnitsWithCases,
    };

    private static Row Check(string state, Command command, string outcome) => new(state, command, outcome);
}
