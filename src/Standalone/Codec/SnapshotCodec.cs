using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>
/// The bytes of units at rest, many to a snapshot chunk. Rare parts are announced by bits, so that a household group without
/// receipts takes about 25 bytes. Layout: docs/journal-format.md.
/// </summary>
internal sealed class SnapshotWriter
{
    /// <summary>Raised when other bytes are written, and when the rules of what stands in front of a unit's cases change (tally, next wake).</summary>
    public const byte FormatVersion = 2;
    private readonly ByteWriter bytes = new(64 * 1024);
    private readonly SpecWriter specs = new();
    private readonly SnapshotCasesWriter cases = new();
    private readonly UnitSnapshot unit = new();

    public SnapshotWriter() => Clear();

    public int Length => bytes.Length;

    public int Units { get; private set; }

    public void Clear()
    {
        bytes.Clear();
        specs.Clear();
        bytes.Byte(FormatVersion);
        Units = 0;
    }

    public ReadOnlySpan<byte> Written => bytes.Written;

    public byte[] ToArray() => bytes.ToArray();

    public void Write(UnitState state)
    {
        unit.Fill(state, readsCases: false);
        Units++;
        var parts = SnapshotParts.None;
        if (unit.Synthetic) parts |= SnapshotParts.Synthetic;
        if (unit.Closed is not null) parts |= SnapshotParts.Closed;
        if (unit.Codes.Length + unit.Predecessors.Length + unit.Successors.Length > 0) parts |= SnapshotParts.Lineage;
        if (unit.Receipts.Length > 0) parts |= SnapshotParts.Receipts;
        if (unit.Commands.Length > 0) parts |= SnapshotParts.Commands;
        if (unit.LastDirectiveNumber > 0) parts |= SnapshotParts.Issuer;
        if (unit.Children.Length > 0) parts |= SnapshotParts.Children;
        if (HasDesk()) parts |= SnapshotParts.Desk;

        bytes.Byte((byte)parts);
        IdCodec.Write(bytes, unit.Id);
        DefinitionCodec.WritePlace(bytes, unit.Place);
        bytes.Byte(unit.Kind.Index);
        bytes.Text(unit.Name);
        bytes.Unsigned(unit.Opened.DayNumber);
        LinkCodec.Write(bytes, unit.ReceivedFromParent);
        if (unit.Closed is { } closed) bytes.Unsigned(closed.DayNumber);
        if (parts.HasFlag(SnapshotParts.Lineage)) WriteLineage();
        if (parts.HasFlag(SnapshotParts.Receipts)) WriteReceipts();
        if (parts.HasFlag(SnapshotParts.Commands)) WriteCommands();
        if (parts.HasFlag(SnapshotParts.Issuer)) WriteIssuer();
        if (parts.HasFlag(SnapshotParts.Children)) WriteChildren();
        if (parts.HasFlag(SnapshotParts.Desk)) WriteDesk(state);
    }

    private void WriteLineage()
    {
        bytes.Unsigned(unit.Codes.Length);
        foreach (var code in unit.Codes)
        {
            bytes.Text(code.Value);
            bytes.Unsigned(code.ValidFrom.DayNumber);
            bytes.Unsigned(code.ValidTo is { } last ? last.DayNumber + 1 : 0);
        }
        DefinitionCodec.WriteIds(bytes, unit.Predecessors);
        DefinitionCodec.WriteIds(bytes, unit.Successors);
    }

    private void WriteReceipts()
    {
        bytes.Unsigned(unit.Receipts.Length);
        foreach (ref readonly var receipt in unit.Receipts.Span)
        {
            specs.Write(bytes, receipt.Spec);
            bytes.Byte((byte)receipt.Flags);
            if (receipt.Has(ReceiptFlags.Acknowledged)) bytes.Unsigned((ulong)receipt.AcknowledgedAt.Milliseconds);
            if (receipt.Has(ReceiptFlags.Completed)) bytes.Unsigned((ulong)receipt.CompletedAt.Milliseconds);
        }
    }

    private void WriteCommands()
    {
        bytes.Unsigned(unit.Commands.Length);
        foreach (ref readonly var command in unit.Commands.AsSpan())
        {
            bytes.Fixed(command.Id.High);
            bytes.Fixed(command.Id.Low);
            bytes.Fixed(command.Id.BodyHash);
            bytes.Unsigned((ulong)command.At.Milliseconds);
            bytes.Unsigned(command.Number);
        }
    }

    private void WriteIssuer()
    {
        bytes.Unsigned(unit.LastDirectiveNumber);
        bytes.Unsigned(unit.Issued.Length);
        foreach (var issued in unit.Issued)
        {
            specs.Write(bytes, issued.Spec);
            EventCodec.WriteText(bytes, issued.Text);
            bytes.Byte((byte)issued.State);
            bytes.Unsigned((ulong)issued.EndedAt.Milliseconds);
            bytes.Unsigned((ulong)issued.FulfilledAt.Milliseconds);
        }
    }

    private void WriteChildren()
    {
        bytes.Unsigned(unit.Children.Length);
        foreach (var child in unit.Children)
        {
            IdCodec.Write(bytes, child.Id);
            LinkCodec.Write(bytes, child.Confirmed);
            WriteMessages(child.Pending);
        }
    }

    private bool HasDesk() =>
        unit.ConfirmedByParent != default || unit.PendingForParent.Length > 0
        || unit.Children.Any(child => child.Received != default) || Parts() != DeskParts.None;

    private void WriteDesk(UnitState state)
    {
        LinkCodec.Write(bytes, unit.ConfirmedByParent);
        WriteMessages(unit.PendingForParent);
        bytes.Unsigned(unit.Children.Count(child => child.Received != default));
        for (var i = 0; i < unit.Children.Length; i++)
        {
            if (unit.Children[i].Received == default) continue;
            bytes.Unsigned(i);
            LinkCodec.Write(bytes, unit.Children[i].Received);
        }
        WriteDeskParts(state);
    }

    private DeskParts Parts() =>
        (HasCases() ? DeskParts.Cases : 0) | (unit.Reports.Length > 0 ? DeskParts.Reports : 0) | (unit.LastHolderNumber > 0 ? DeskParts.Home : 0) | (unit.DutyDay != default ? DeskParts.Held : 0);

    private bool HasCases() => unit.StoredCases is not null || unit.LastCaseNumber > 0 || unit.HeldCases.Length > 0;

    private void WriteDeskParts(UnitState state)
    {
        var parts = Parts();
        bytes.Byte((byte)parts);
        if (parts.HasFlag(DeskParts.Cases)) cases.Write(bytes, state, unit);
        if (parts.HasFlag(DeskParts.Reports)) WriteReports();
        if (parts.HasFlag(DeskParts.Home)) HolderSnapshotCodec.WriteHome(bytes, unit);
        if (parts.HasFlag(DeskParts.Held)) HolderSnapshotCodec.WriteDuties(bytes, unit);
    }

    private void WriteReports()
    {
        bytes.Unsigned(unit.Reports.Length);
        foreach (var report in unit.Reports) ReportCodec.WriteReport(bytes, report);
    }

    private void WriteMessages(LinkMessage[] messages)
    {
        bytes.Unsigned(messages.Length);
        foreach (var message in messages) MessageCodec.Write(bytes, specs, message);
    }
}

/// <summary>Which rare parts a unit has in a snapshot.</summary>
[Flags]
internal enum SnapshotParts : byte
{
    None = 0,
    Synthetic = 1,
    Closed = 2,
    Lineage = 4,
    Receipts = 8,
    Commands = 16,
    Issuer = 32,
    Children = 64,
    Desk = 128,
}

/// <summary>Which parts a desk has in a snapshot.</summary>
[Flags]
internal enum DeskParts : byte
{
    None = 0,
    Reports = 1,
    Home = 2,
    Held = 4,
    Cases = 8,
    All = Reports | Home | Held | Cases,
}
