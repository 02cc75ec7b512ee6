using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

// The audit log: every unit's chain, and that nothing was taken out of the whole, not even at its end.
public sealed partial class Verifier
{
    private const string AuditCheck = "audit";
    private const string WhatToDo = "Somebody or something changed the file outside the program: compare it with a backup.";
    private long audited;

    private void CheckAudit(SqliteJournalStore journal)
    {
        var heads = new Dictionary<UnitId, (long Number, byte[] Hash)>();
        AuditRow last = default;
        try
        {
            foreach (var row in journal.ReadAudit())
            {
                if (row.Place != last.Place + 1) Add(AuditCheck, MissingBetween(last.Place, row.Place), $"Entries were taken out, or lost in a repair. {WhatToDo}");
                CheckEntry(row, heads);
                last = row;
                audited++;
            }
        }
        catch (StorageFailedException e)
        {
            Add(AuditCheck, $"after entry {last.Place}", e.Message);
            return;
        }
        CheckEnd(journal.ReadAuditMark(), last);
    }

    private void CheckEntry(AuditRow row, Dictionary<UnitId, (long Number, byte[] Hash)> heads)
    {
        var (before, hash) = heads.GetValueOrDefault(row.Unit, (0, []));
        var isLegible = AuditChain.TryDecode(row.Entry, out var unit, out var number, out _, out _);
        var where = isLegible ? $"unit {unit}, entry {number}" : $"unit {row.Unit}, entry {before + 1}";
        if (!isLegible || unit != row.Unit)
            Add(AuditCheck, where, $"It is not what was written at place {row.Place}. {WhatToDo}");
        else if (number != before + 1)
            Add(AuditCheck, where, $"Entry {before + 1} of the unit should stand at place {row.Place}: one was taken out, added or moved. {WhatToDo}");
        else if (!AuditChain.Hash(hash, row.Entry).AsSpan().SequenceEqual(row.Hash))
            Add(AuditCheck, where, $"Its hash does not follow from it and from the entry before: one of them was changed. {WhatToDo}");
        else if (!row.IsWhole)
            Add(AuditCheck, where, $"Its checksum does not match. {WhatToDo}");
        // The chain is followed on from what lies there, so that one change is one finding and not all that comes after.
        heads[row.Unit] = (isLegible ? number : before + 1, row.Hash);
    }

    private void CheckEnd(AuditMark mark, AuditRow last)
    {
        if (mark.Place > last.Place)
            Add(AuditCheck, MissingBetween(last.Place, mark.Place + 1), $"Entries were taken from the end, or lost in a repair. {WhatToDo}");
        else if (mark != (last.Place == 0 ? default : AuditMark.Of(last.Place, last.Hash)))
            Add(AuditCheck, $"place {last.Place}", $"The log should end at place {mark.Place}, with another entry: something was added or changed there. {WhatToDo}");
    }

    private static string MissingBetween(long before, long after) => after - before == 2 ? $"place {before + 1}" : $"places {before + 1} to {after - 1}";
}
