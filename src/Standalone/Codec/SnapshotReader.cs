using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>Reads snapshot chunks back into units.</summary>
internal sealed class SnapshotReader(LevelScheme scheme, SharedValues shared)
{
    private readonly NamePool names = new();
    private readonly SpecReader specs = new(shared);
    private readonly UnitSnapshot unit = new();

    /// <summary>Hands each unit of a chunk to a receiver.</summary>
    /// <exception cref="CodecException">The chunk was not written by a known version.</exception>
    public void Read(ReadOnlySpan<byte> payload, Action<UnitState> receive)
    {
        var from = new ByteReader(payload);
        var version = from.Byte();
        if (version != SnapshotWriter.FormatVersion)
            throw new CodecException($"Snapshot version {version} is unknown; this program reads version {SnapshotWriter.FormatVersion}.");
        specs.Clear();
        while (!from.AtEnd) receive(ReadUnit(ref from));
    }

    private UnitState ReadUnit(ref ByteReader from)
    {
        var parts = (SnapshotParts)from.Byte();
        unit.Id = IdCodec.ReadUnit(ref from);
        unit.Place = DefinitionCodec.ReadPlace(ref from);
        unit.Kind = new KindIndex(from.Byte());
        if (unit.Kind.Index >= scheme.Kinds.Count) throw new CodecException($"Unit {unit.Id} has kind {unit.Kind.Index}, which scheme '{scheme.Code}' does not have.");
        unit.Name = from.Text(names);
        unit.Opened = DefinitionCodec.Day(from.Int32());
        unit.ReceivedFromParent = LinkCodec.ReadSequence(ref from);
        unit.Synthetic = parts.HasFlag(SnapshotParts.Synthetic);
        unit.Closed = parts.HasFlag(SnapshotParts.Closed) ? DefinitionCodec.Day(from.Int32()) : null;
        (unit.Codes, unit.Predecessors, unit.Successors) = parts.HasFlag(SnapshotParts.Lineage) ? ReadLineage(ref from) : ([], [], []);
        ReadReceipts(ref from, parts.HasFlag(SnapshotParts.Receipts));
        unit.Commands = parts.HasFlag(SnapshotParts.Commands) ? ReadCommands(ref from) : [];
        (unit.LastDirectiveNumber, unit.Issued) = parts.HasFlag(SnapshotParts.Issuer) ? ReadIssuer(ref from) : (0, []);
        unit.Children = parts.HasFlag(SnapshotParts.Children) ? ReadChildren(ref from) : [];
        ReadDesk(ref from, parts.HasFlag(SnapshotParts.Desk));
        return unit.Restore(scheme);
    }

    private static (OfficialCode[], UnitId[], UnitId[]) ReadLineage(ref ByteReader from)
    {
        var codes = new OfficialCode[from.Count()];
        for (var i = 0; i < codes.Length; i++)
        {
            var value = from.Text();
            var first = DefinitionCodec.Day(from.Int32());
            var end = from.Int32();
            codes[i] = new OfficialCode(value, first, end == 0 ? null : DefinitionCodec.Day(end - 1));
        }
        return (codes, DefinitionCodec.ReadIds(ref from), DefinitionCodec.ReadIds(ref from));
    }

    private void ReadReceipts(ref ByteReader from, bool present)
    {
        foreach (ref var receipt in unit.MakeReceipts(present ? from.Count() : 0))
        {
            receipt.Spec = specs.Read(ref from);
            receipt.Flags = (ReceiptFlags)from.Byte();
            if (receipt.Has(ReceiptFlags.Acknowledged)) receipt.AcknowledgedAt = new Instant((long)from.Unsigned());
            if (receipt.Has(ReceiptFlags.Completed)) receipt.CompletedAt = new Instant((long)from.Unsigned());
        }
    }

    private static RecentCommand[] ReadCommands(ref ByteReader from)
    {
        var commands = new RecentCommand[from.Count()];
        for (var i = 0; i < commands.Length; i++)
            commands[i] = new RecentCommand(new CommandId(from.Fixed(), from.Fixed(), from.Fixed()), new Instant((long)from.Unsigned()), from.Int32());
        return commands;
    }

    private (int, IssuedDirective[]) ReadIssuer(ref ByteReader from)
    {
        var last = from.Int32();
        var issued = new IssuedDirective[from.Count()];
        for (var i = 0; i < issued.Length; i++)
            issued[i] = new IssuedDirective(
                specs.Read(ref from), EventCodec.ReadText(ref from), (DirectiveState)from.Byte(), new Instant((long)from.Unsigned()), new Instant((long)from.Unsigned()));
        return (last, issued);
    }

    private void ReadDesk(ref ByteReader from, bool present)
    {
        (unit.ConfirmedByParent, unit.PendingForParent, unit.StoredCases, unit.Reports) = (default, [], null, []);
        HolderSnapshotCodec.Clear(unit);
        if (!present) return;
        unit.ConfirmedByParent = LinkCodec.ReadSequence(ref from);
        unit.PendingForParent = ReadMessages(ref from);
        for (var left = from.Count(); left > 0; left--)
        {
            var child = from.Int32();
            if (child >= unit.Children.Length) throw new CodecException($"Unit {unit.Id} heard from child {child}, which it does not have.");
            unit.Children[child] = unit.Children[child] with { Received = LinkCodec.ReadSequence(ref from) };
        }
        ReadDeskParts(ref from);
    }

    private void ReadDeskParts(ref ByteReader from)
    {
        var parts = (DeskParts)from.Byte();
        if ((parts & ~DeskParts.All) != 0) throw new CodecException($"Unit {unit.Id} has parts {(byte)parts} that are unknown to this program: the data was written by a newer one.");
        if (parts.HasFlag(DeskParts.Cases)) unit.StoredCases = SnapshotCases.Of(from.Bytes(), shared.Terms);
        if (parts.HasFlag(DeskParts.Reports)) ReadReports(ref from);
        if (parts.HasFlag(DeskParts.Home)) HolderSnapshotCodec.ReadHome(ref from, unit, names);
        if (parts.HasFlag(DeskParts.Held)) HolderSnapshotCodec.ReadDuties(ref from, unit, names);
    }

    private void ReadReports(ref ByteReader from)
    {
        unit.Reports = new Report[from.Count()];
        for (var i = 0; i < unit.Reports.Length; i++) unit.Reports[i] = ReportCodec.ReadReport(ref from, names);
    }

    private LinkMessage[] ReadMessages(ref ByteReader from)
    {
        var messages = from.Count() is var count and > 0 ? new LinkMessage[count] : [];
        for (var i = 0; i < messages.Length; i++) messages[i] = MessageCodec.Read(ref from, specs, names);
        return messages;
    }

    private ChildSnapshot[] ReadChildren(ref ByteReader from)
    {
        var children = new ChildSnapshot[from.Count()];
        for (var i = 0; i < children.Length; i++)
        {
            var id = IdCodec.ReadUnit(ref from);
            var confirmed = LinkCodec.ReadSequence(ref from);
            var pending = ReadMessages(ref from);
            children[i] = new ChildSnapshot(id, confirmed, pending, default);
        }
        return children;
    }
}
