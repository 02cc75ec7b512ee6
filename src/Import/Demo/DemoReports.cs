// Reports of a demo. Each unit has its habit for each period, drawn from its id: a few report
// early, most within the time given, some late, a few never, and some correct themselves. A
// report is submitted once its moment has come, so a demo made in the middle of a month has
// most of the last month's reports at once.

using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

internal sealed class DemoReports(IHierarchyEngine engine, DemoHand hand)
{
    private const int HabitMax = 100;

    /// <summary>Submits what is to be submitted by now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="reportsMax">At most so many.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task StepAsync(Instant now, int reportsMax, CancellationToken cancellation)
    {
        var today = now.DateAt(engine.Scheme.Offset);
        foreach (var newest in engine.Catalog.Forms.GroupBy(form => form.Code).Select(versions => versions.Last()))
        {
            var present = ReportPeriod.Of(newest.Period, today);
            foreach (var period in new[] { present.Previous, present })
            {
                if (reportsMax <= 0) return;
                if (engine.Catalog.FindForm(newest.Code, period) is not { Levels.IsEmpty: false } form) continue;
                reportsMax -= await SubmitAsync(form, period, now, reportsMax, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<int> SubmitAsync(ReportForm form, ReportPeriod period, Instant now, int max, CancellationToken cancellation)
    {
        var found = await engine.QueryAsync(new FindUnits(UnitId.Root, new OutstandingReport(form, period), null, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
        var submitted = 0;
        foreach (var unit in found?.Items ?? [])
        {
            if (submitted == max) break;
            var random = new SplitMix64((ulong)unit.Id.Value ^ ((ulong)period.Ordinal << 32));
            var habit = random.Below(HabitMax);
            if (MomentOf(form, period, habit) is not { } moment || moment > now) continue;
            await SubmitAsync(unit, form, period, random, cancellation).ConfigureAwait(false);
            submitted++;
        }

        return submitted;
    }

    private async Task SubmitAsync(UnitView unit, ReportForm form, ReportPeriod period, SplitMix64 random, CancellationToken cancellation)
    {
        var duties = await engine.QueryAsync(new ListDuties(unit.Id), cancellation).ConfigureAwait(false);
        var by = duties?.FirstOrDefault(duty => duty.IsPresent)?.Duty.Terms.Holder ?? HolderId.None;
        var values = ValuesOf(unit, form, random);
        var corrects = random.Below(25) == 0;
        if (!await DoAsync(0).ConfigureAwait(false) || !corrects) return;
        values = [.. values];
        values[^1] = form.Fields[^1].Min;
        await DoAsync(1).ConfigureAwait(false);

        Task<bool> DoAsync(int revision) => hand.DoAsync(
            unit.Id, FormattableString.Invariant($"report/{form.Code}/{period}/{revision}"),
            new SubmitReport(form.Code, form.Version, period, values, TextId.None, by, revision), cancellation);
    }

    /// <summary>When a unit of a habit submits; null for never.</summary>
    private Instant? MomentOf(ReportForm form, ReportPeriod period, int habit)
    {
        var due = period.DueAt(form, engine.Scheme.Offset);
        var end = Instant.StartOf(period.Next.FirstDay, engine.Scheme.Offset);
        return habit switch
        {
            < 7 => null,
            < 25 => Instant.StartOf(period.FirstDay.AddDays(3 + habit), engine.Scheme.Offset) is var early && early < end ? early : end,
            < 82 => end.PlusMs((due.Milliseconds - end.Milliseconds) * habit / 82),
            _ => due.PlusMs((habit - 81) * 8L * 60 * 60 * 1000),
        };
    }

    // No count is above what the fields before it allow: who answers more than was raised would be seen as a fault of the product.
    private static long[] ValuesOf(UnitView unit, ReportForm form, SplitMix64 random)
    {
        var values = new long[form.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = form.Fields[i];
            var max = field.Code switch
            {
                "meetings-held" or "officials-attending" => 2,
                "members-present" => 45,
                "households-informed" => 180,
                "cells" => unit.ChildCount,
                "questions-answered" or "cells-with-office" or "cells-with-loudspeaker" when i > 0 => values[field.Code == "cells-with-loudspeaker" && i > 1 ? i - 2 : i - 1],
                _ => 6,
            };
            values[i] = Math.Clamp(field.Code == "cells" ? max : field.Code == "meetings-held" ? 1 : random.Below((int)max + 1), field.Min, field.Max);
        }

        return values;
    }
}
