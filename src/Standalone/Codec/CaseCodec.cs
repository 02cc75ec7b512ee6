using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of what cases are made of, and of cases at rest.</summary>
internal static class CaseCodec
{
    public static void WriteId(ByteWriter to, CaseId id)
    {
        to.Unsigned((ulong)id.Origin.Value);
        to.Unsigned(id.Number);
    }

    public static CaseId ReadId(ref ByteReader from) => new(new UnitId((long)from.Unsigned()), from.Int32());

    public static void WriteHolder(ByteWriter to, HolderId id)
    {
        to.Unsigned((ulong)id.Home.Value);
        if (id.Home.IsValid) to.Unsigned(id.Number);
    }

    public static HolderId ReadHolder(ref ByteReader from) =>
        new UnitId((long)from.Unsigned()) is { IsValid: true } home ? new HolderId(home, from.Int32()) : HolderId.None;

    public static void WriteText(ByteWriter to, TextId id)
    {
        to.Byte(id.IsValid ? (byte)1 : (byte)0);
        if (!id.IsValid) return;
        to.Fixed(id.High);
        to.Fixed(id.Low);
    }

    public static TextId ReadText(ref ByteReader from) => from.Byte() == 0 ? TextId.None : new TextId(from.Fixed(), from.Fixed());

    public static void WriteMove(ByteWriter to, Move move) => to.Unsigned(move.IsUp ? 0 : move.Child + 1);

    public static Move ReadMove(ref ByteReader from) => from.Int32() is var value and > 0 ? Move.Down(value - 1) : Move.Up;

    public static void WriteRoute(ByteWriter to, Route route)
    {
        to.Unsigned(route.Count);
        for (var i = 0; i < route.Count; i++) WriteMove(to, route[i]);
    }

    public static Route ReadRoute(ref ByteReader from)
    {
        var count = from.Count();
        if (count == 0) return Route.Here;
        if (count > Limits.RouteMovesMax) throw new CodecException($"A route claims {count} moves.");
        Span<Move> moves = stackalloc Move[count];
        for (var i = 0; i < count; i++) moves[i] = ReadMove(ref from);
        return Route.Of(moves);
    }

    public static void WriteStep(ByteWriter to, in CaseStep step)
    {
        to.Byte((byte)step.Act);
        to.Signed(step.At.Milliseconds);
        to.Unsigned((ulong)step.Unit.Value);
        to.Byte(step.Level.Index);
        WriteHolder(to, step.By);
        to.Signed(step.Due.Milliseconds);
        to.Unsigned((ulong)step.To.Value);
        WriteId(to, step.Other);
        WriteText(to, step.Text);
    }

    public static CaseStep ReadStep(ref ByteReader from)
    {
        var act = (CaseAct)from.Byte();
        return new CaseStep(
            new Instant(from.Signed()), act, new UnitId((long)from.Unsigned()), new Level(from.Byte()), ReadHolder(ref from), new Instant(from.Signed()),
            new UnitId((long)from.Unsigned()), ReadId(ref from), ReadText(ref from));
    }

    public static void WriteFile(ByteWriter to, CaseWriter cases, CaseFile file)
    {
        cases.Write(to, file.Spec);
        to.Byte((byte)file.Status);
        to.Unsigned(file.Opening);
        to.Unsigned((ulong)file.Custodian.Value);
        WriteRoute(to, file.Way);
        to.Signed(file.ClosedAt.Milliseconds);
        to.Byte(file.WithdrawalRequested ? (byte)1 : (byte)0);
        to.Unsigned(file.Steps.Length);
        foreach (ref readonly var step in file.Steps.AsSpan()) WriteStep(to, step);
    }

    public static CaseFile ReadFile(ref ByteReader from, CaseReader cases)
    {
        var spec = cases.Read(ref from);
        var (status, opening, custodian) = ((CaseStatus)from.Byte(), from.Int32(), new UnitId((long)from.Unsigned()));
        var (way, closedAt, withdrawal) = (ReadRoute(ref from), new Instant(from.Signed()), from.Byte() != 0);
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
        WriteRoute(to, held.Home);
        to.Signed(held.ReceivedAt.Milliseconds);
        to.Signed(held.Due.Milliseconds);
        WriteHolder(to, held.Handler);
    }

    public static HeldCase ReadHeld(ref ByteReader from, CaseReader cases) => new(
        cases.Read(ref from), from.Int32(), from.Int32(), (CaseStatus)from.Byte(), ReadRoute(ref from), new Instant(from.Signed()), new Instant(from.Signed()), ReadHolder(ref from));
}
