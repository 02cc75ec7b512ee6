// A row is the same assignment as one made before when holder, role, first day, set and units
// are the same. That is noted in a record written in the commit that makes it, so that a list
// can be imported again long after its assignments have ended.

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>How a row finds the assignment that was made from it, and what became of that.</summary>
internal static class MadeAssignment
{
    /// <summary>The record that says an assignment was made from a row.</summary>
    public static string KeyOf(string reference, AssignHolder command)
    {
        var text = string.Join('|', [
            reference, command.Role, command.From.ToString("O", CultureInfo.InvariantCulture), command.SetName ?? "", .. command.Units.Select(target => target.Unit).Order().Select(unit => unit.ToString())]);
        return $"holder-assignments/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    /// <summary>True when an assignment was made from a row that says this.</summary>
    public static bool Is(Assignment made, AssignHolder command) =>
        made.Id.Number > 0 && made.Holder == command.Holder && made.Role == command.Role && made.From == command.From && made.SetName == command.SetName
        && made.Units.Select(held => held.Unit).Order().SequenceEqual(command.Units.Select(target => target.Unit).Order());

    /// <summary>The units of an assignment that refused it, as problems of its row.</summary>
    public static IEnumerable<RowProblem> Refusals(HolderRow row, Assignment assignment) =>
        assignment.Units.Where(held => held.IsRefused).Select(held => row.Problem(
            HolderColumns.Units, $"unit {held.Unit} refused assignment {assignment.Id}: {Reason(held.State)}", "Mend that, then give this unit a row of its own with another first day"));

    private static string Reason(HeldState state) => state switch
    {
        HeldState.RefusedLevel => "officials of the home unit's level may not hold units of its level (the scheme's mayHold)",
        HeldState.RefusedClosed => "it is closed",
        HeldState.RefusedFull => $"it has {Limits.HoldersPerUnitMax} holders (HoldersPerUnitMax)",
        _ => "the way did not lead there",
    };
}
