using HierarchySim.Core;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Simulator.Standalone;

/// <summary>Where the bugs of the snapshot format sit: it reads a chunk, changes a unit in it, and writes it again.</summary>
internal sealed class SnapshotTamper(LevelScheme scheme, Dice dice, Bugs bugs)
{
    /// <summary>The chunk as the bug leaves it; as it is where there is none.</summary>
    public ReadOnlySpan<byte> Change(ReadOnlySpan<byte> chunk)
    {
        if (bugs.Present is not (Bug.SnapshotForgetsCommands or Bug.SnapshotDoublesACase or Bug.SnapshotClosesACase or Bug.SnapshotMisspells or Bug.CommandsWithoutEnd)) return chunk;
        var writer = new SnapshotWriter();
        HeldCase? other = null;
        new SnapshotReader(scheme, new SharedValues()).Read(chunk, unit =>
        {
            var open = new UnitSnapshot();
            open.Fill(unit);
            Spoil(open, ref other);
            writer.Write(open.Restore(scheme));
        });
        return writer.ToArray();
    }

    private void Spoil(UnitSnapshot unit, ref HeldCase? other)
    {
        switch (bugs.Present)
        {
            case Bug.SnapshotForgetsCommands: unit.Commands = []; break;
            case Bug.SnapshotMisspells when dice.Percent(5): unit.Name += "."; break;
            case Bug.SnapshotClosesACase: unit.CaseFiles = [.. unit.CaseFiles.Select(file => file.IsOpen ? file with { Status = CaseStatus.Answered, Custodian = UnitId.None } : file)]; break;
            case Bug.SnapshotDoublesACase:
                if (other is { } held && unit.HeldCases.All(own => own.Spec.Id != held.Spec.Id)) unit.HeldCases = [.. unit.HeldCases, held];
                other = unit.HeldCases.Length > 0 ? unit.HeldCases[0] : null;
                break;
            case Bug.CommandsWithoutEnd when unit.Commands.Length > 0:
                unit.Commands = [.. Enumerable.Range(0, Limits.RecentCommandsPerUnitMax + 1).Select(_ => unit.Commands[0])];
                break;
            default: break;
        }
    }
}
