using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of what cases are made of, and of cases at rest.</summary>
internal static class CaseCodec
{
    public static void WriteStep(ByteWriter to, in CaseStep step)
    {
        to.Byte((byte)step.Act);
        to.Signed(step.At.Milliseconds);
        IdCodec.Write(to, step.Unit);
        to.Byte(step.Level.Index);
        IdCodec.Write(to, step.By);
        to.Signed(step.Due.Milliseconds);
        IdCodec.Write(to, step.To);
        IdCodec.Write(to, step.Other);
        IdCodec.Write(to, step.Text);
    }

    public static CaseStep ReadStep(ref ByteReader from)
    {
        var act = (CaseAct)from.Byte();
        return new CaseStep(
            new Instant(from.Signed()), act, IdCodec.ReadUnit(ref from), new Level(from.Byte()), IdCodec.ReadHolder(ref from),
            new Instant(from.Signed()), IdCodec.ReadUnit(ref from), IdCodec.ReadCase(ref from), IdCodec.ReadText(ref from));
    }

    public static void WriteFile(ByteWriter to, CaseWriter cases, CaseFile file)
    {
        cases.Write(to, file.Spec);
        to.Byte((byte)file.Status);
        to.Unsigned(file.Opening);
        IdCodec.Write(to, file.Custodian);
        LinkCodec.Write(to, file.Way);
        to.Signed(file.ClosedAt.Milliseconds);
        to.Byte(file.WithdrawalRequested ? (byte)1 : (byte)0);
        to.Unsigned(file.Steps.Length);
        foreach (ref readonly var step in file.Steps.AsSpan()) WriteStep(to, step);
    }

    public static CaseFile ReadFile(ref ByteReader from, CaseReader cases)
    {
        var spec = cases.Read(ref from);
        var (status, opening, custodian) = ((CaseStatus)from.Byte(), from.Int32(), IdCodec.ReadUnit(ref from));
        var (way, closedAt, withdrawal) = (LinkCodec.ReadRoute(ref from), new Instant(from.Signed()), from.Byte() != 0);
        var steps = new CaseStep[from.Count()];
        for (var i = 0; i < steps.Length; i++) steps[i] = ReadStep(ref from);
        return new CaseFile(spec, status, opening, custodian, way, closedAt, withdrawal, steps);
    }

    public static void WriteHeld(ByteWriter to, CaseWriter cases, HeldCase held)
    {
        cases.Write(to, held.Spec);
        to.Unsigned(held.Opening);
        to.Unsigned(held.Acts);
        to.Byte((byte)held.Status);
        LinkCodec.Write(to, held.Home);
        to.Signed(held.ReceivedAt.Milliseconds);
        to.Signed(held.Due.Milliseconds);
        IdCodec.Write(to, held.Handler);
    }

    public static HeldCase ReadHeld(ref ByteReader from, CaseReader cases) => new(
        cases.Read(ref from), from.Int32(), from.Int32(), (CaseStatus)from.Byte(), LinkCodec.ReadRoute(ref from), new Instant(from.Signed()),
        new Instant(from.Signed()), IdCodec.ReadHolder(ref from));
}
