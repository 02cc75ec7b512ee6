using FsCheck;
using FsCheck.Fluent;

namespace HierarchySim.Core.Tests;

/// <summary>A link over a transport that loses, repeats and reorders: whatever it does, each message takes effect once and in order.</summary>
public sealed class LossyLinkTests
{
    private const int Messages = 12;

    [Fact]
    public void Every_message_arrives_once_and_in_order_whatever_the_transport_does() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Holds).QuickCheckThrowOnFailure();

    // Each byte is one thing that happens: the upper half says what, the lower half to which message on its way.
    private static bool Holds(byte[] happenings)
    {
        var sender = LinkTests.WithMessages(Messages).State;
        var receiver = new Receiver();
        var underWay = new List<LinkDelivery>();
        foreach (var happening in happenings)
        {
            var which = underWay.Count == 0 ? -1 : (happening & 15) % underWay.Count;
            switch (happening >> 4)
            {
                case < 5: if (sender.HasMessageFor(0)) underWay.Add(sender.TakeMessageFor(0)); break;
                case < 9: if (which >= 0) receiver.Take(underWay[which], thenForget: underWay, which); break;
                case < 11: if (which >= 0) receiver.Take(underWay[which], thenForget: null, which); break;
                case < 13: if (which >= 0) underWay.RemoveAt(which); break;
                case < 15: sender.RewindChild(0); break;
                default: sender.ConfirmChild(0, new LinkSequence(receiver.Mark)); break;
            }
        }

        // The transport behaves at last.
        while (sender.PendingFor(0) > 0)
        {
            sender.RewindChild(0);
            while (sender.HasMessageFor(0)) receiver.Take(sender.TakeMessageFor(0), null, 0);
            sender.ConfirmChild(0, new LinkSequence(receiver.Mark));
        }
        return receiver.Took.SequenceEqual(Enumerable.Range(1, Messages).Select(number => (uint)number))
            && receiver.Revision == Messages;
    }

    private sealed class Receiver
    {
        private readonly UnitMachine machine = new(Actor.Scheme);
        private UnitState? unit;

        public List<uint> Took { get; } = [];

        public uint Mark => unit?.ReceivedFromParent.Value ?? 0;

        public int Revision => unit!.Receipts[0].Spec.Revision;

        public void Take(LinkDelivery delivery, List<LinkDelivery>? thenForget, int which)
        {
            thenForget?.RemoveAt(which);
            var decision = Actor.Machine.DecideMessage(unit, Move.Up, delivery, Actor.Noon);
            if (decision.Verdict != Verdict.Accepted) return;
            if (decision.EventAt(0) is UnitOpened opened) unit = machine.Open(opened.Definition.Id, opened);
            else machine.Apply(unit!, decision.EventAt(0), Actor.Noon);
            Took.Add(delivery.Sequence.Value);
        }
    }
}
