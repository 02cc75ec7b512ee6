using HierarchySim.Core;
using HierarchySim.Simulator.Checks;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

public class RoundTripTests
{
    [Fact]
    public void What_was_written_is_read_back_whatever_it_was()
    {
        var reader = new TurnReader();
        for (var seed = 1; seed <= 400; seed++)
        {
            var (payload, turns) = new RandomEvents(new Dice((ulong)seed)).Payload(turnsMax: 12);
            var read = new List<Turn>();
            reader.Read(payload, read.Add);
            Assert.True(LaidOpen.Text(turns) == LaidOpen.Text(read), $"seed {seed}\n{LaidOpen.Text(turns)}\n{LaidOpen.Text(read)}");
        }
    }

    [Fact]
    public void A_writer_used_again_writes_the_same_as_a_new_one()
    {
        var writer = new TurnWriter();
        byte[] Write()
        {
            writer.Clear();
            writer.Begin(new UnitId(7), Samples.At, null, 1);
            writer.Event(new DirectiveDelivered(new LinkSequence(2), Samples.First));
            return writer.ToArray();
        }
        Assert.Equal(Write(), Write());
    }

    [Fact]
    public void A_delivery_of_one_directive_to_many_takes_few_bytes_each()
    {
        const int deliveries = 2_000;
        var writer = new TurnWriter();
        for (var i = 0; i < deliveries; i++)
        {
            writer.Begin(new UnitId(100_000 + i), Samples.At.PlusMs(i / 500), null, 1);
            writer.Event(new DirectiveDelivered(new LinkSequence(2), Samples.First));
        }
        Assert.InRange(writer.Length / (double)deliveries, 1, 12);
    }

    [Fact]
    public void A_case_passed_on_by_many_takes_few_bytes_each()
    {
        const int hops = 1_000;
        var writer = new TurnWriter();
        for (var i = 0; i < hops; i++)
        {
            writer.Begin(new UnitId(100_000 + i), Samples.At, null, 1);
            writer.Event(new MessagePassed(Move.Down(0), new LinkSequence(1), Move.Up, CaseSamples.Climbing));
        }
        Assert.InRange(writer.Length / (double)hops, 1, 24);
    }

    [Fact]
    public void Equal_terms_of_many_payloads_become_one_instance()
    {
        var shared = new SharedValues();
        var read = new List<CategoryTerms>();
        for (var i = 0; i < 3; i++) new TurnReader(shared).Read(CaseSamples.Payload(), turn => read.AddRange(turn.Events.OfType<CaseRaised>().Select(fact => fact.Spec.Terms)));
        Assert.Equal(6, read.Count);
        Assert.Single(read.Distinct(ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public void Equal_directives_of_many_payloads_become_one_instance()
    {
        var shared = new SharedValues();
        var read = new List<DirectiveSpec>();
        for (var i = 0; i < 3; i++) new TurnReader(shared).Read(Samples.Payload(), turn => read.AddRange(turn.Events.OfType<DirectiveDelivered>().Select(fact => fact.Spec)));
        Assert.Equal(2, read.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void Payloads_say_whether_lists_need_to_read_them()
    {
        foreach (var fact in Samples.Events.Concat(CaseSamples.Events))
        {
            var writer = new TurnWriter();
            writer.Begin(new UnitId(7), Samples.At, null, 1);
            writer.Event(fact);
            var isListed = fact is UnitOpened or UnitRenamed or UnitCodeChanged or UnitClosed or DirectiveIssued or DirectiveRevised or DirectiveCancelled or CaseRetired;
            Assert.Equal(isListed, TurnWriter.IsListed(writer.ToArray()));
        }
    }
}
