using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// One unit in one host's memory: what its grain is. It takes what waits, runs the core on it, writes once, and only when the write is
/// durable answers, confirms and sends. Where a write meets another activation's, or nobody can say what became of it, the activation
/// is dropped with all it was about to say, and the next letter loads the unit anew.
/// </summary>
internal sealed partial class Activation(Host host, UnitId id)
{
    private const int LettersMax = 200;
    private const int BatchMax = 20;
    private readonly Queue<Letter> letters = new();
    private UnitState? unit;
    private long etag;
    private Instant last;
    private bool isLoaded;
    private bool isBusy;

    /// <summary>The unit.</summary>
    public UnitId Id => id;

    /// <summary>True once it is out of its host's hands: nothing it still waits for concerns it.</summary>
    public bool IsGone { get; set; }

    /// <summary>True when nothing waits and nothing is under way.</summary>
    public bool IsIdle => letters.Count == 0 && !isBusy && inFlight.Count == 0 && !hasUnsavedMarks;

    /// <summary>Letters that wait.</summary>
    public int Waiting => letters.Count;

    /// <summary>Takes the letters that wait, for another activation.</summary>
    public IEnumerable<Letter> TakeRest()
    {
        while (letters.TryDequeue(out var letter))
            if (letter is not (Overdue or SaveMarks or Confirmation)) yield return letter;
    }

    /// <summary>Takes a letter; one too many is left to its sender, who sends again.</summary>
    public void Post(Letter letter)
    {
        if (letter is not Overdue and not SaveMarks && (letters.Count >= LettersMax || host.HasNoRoom()))
        {
            host.Sometimes.Note("a parcel found no room");
            if (letter is Ask { IsRetry: false } ask) ask.Answer(CommandAnswer.Refused(new Refusal(RefusalCode.Overloaded, "unit", "too many commands wait at it", "Try again shortly")));
            return;
        }
        letters.Enqueue(letter);
        host.Wake(this);
    }

    /// <summary>Loads the unit, or runs what waits.</summary>
    public void Step()
    {
        if (IsGone || isBusy || letters.Count == 0) return;
        if (!isLoaded)
        {
            Load();
            return;
        }
        var now = host.Now();
        var batch = new Batch(now > last ? now : last);
        for (var taken = 0; taken < BatchMax && !IsGone && letters.TryDequeue(out var letter); taken++) Take(letter, batch);
        if (IsGone) return;
        KeepHouse(batch);
        Save(batch);
    }

    private void Load()
    {
        isBusy = true;
        host.Load(this, row =>
        {
            isBusy = false;
            isLoaded = true;
            if (row is not null) (unit, etag, last) = (host.Decode(row), row.ETag, row.LastAt);
            host.Wake(this);
        });
    }

    private void Take(Letter letter, Batch batch)
    {
        switch (letter)
        {
            case Ask ask: Run(ask, batch); break;
            case Look look:
                batch.MustBeNewest = true;
                batch.Then(() => look.Show(unit is null ? null : UnitViews.Of(unit, Incarnation, batch.Now)));
                break;
            case Parcel parcel: Receive(parcel, batch); break;
            case Confirmation confirmation: Confirm(confirmation); break;
            case Overdue overdue: SendAgain(overdue); break;
            case SaveMarks: batch.IsDirty |= hasUnsavedMarks; break;
            // Looking after what is due and handing out what waits is done after every batch.
            default: break;
        }
    }

    private void Run(Ask ask, Batch batch)
    {
        if (host.HasExpired(ask)) return;
        var decision = host.Machine.DecideCommand(unit, ask.Id, ask.Command, batch.Now);
        var answer = new CommandAnswer(decision.Verdict, decision.At, decision.Number, decision.Refusal);
        if (decision.Verdict == Verdict.Accepted && ask.Command is OpenChildren open)
        {
            if (batch.FirstTaken(open.Children) is { IsValid: true } taken) answer = Taken(taken);
            else batch.Take(open.Children, other => ask.Answer(Taken(other)));
        }
        if (answer.Verdict == Verdict.Accepted) Apply(decision, new RecentCommand(ask.Id, batch.Now, decision.Number), batch);
        if (answer.Verdict == Verdict.Refused && !MayRefuse(ask, batch)) return;
        batch.Then(() => ask.Answer(answer));
    }

    // A no is final only when nothing of the kind is still on its way to the database. What an earlier attempt may have sent there dies
    // of the ETag that this one writes; where there is no row to write yet, nobody can say, and the caller asks again.
    private bool MayRefuse(Ask ask, Batch batch)
    {
        batch.MustBeNewest = true;
        batch.IsDirty |= ask.IsRetry && unit is not null;
        return !ask.IsRetry || unit is not null;
    }

    private void Apply(in Decision decision, RecentCommand? command, Batch batch)
    {
        batch.Begin(id, command, decision.EventCount);
        for (var i = 0; i < decision.EventCount; i++)
        {
            var fact = decision.EventAt(i);
            batch.Add(fact);
            if (fact is UnitOpened opened) unit = host.Machine.Open(id, opened);
            else host.Machine.Apply(unit!, fact, batch.Now);
        }
        if (command is { } accepted) UnitMachine.Remember(unit!, accepted);
        last = batch.Now;
    }

    private void KeepHouse(Batch batch)
    {
        if (unit is null || !UnitMachine.NeedsHousekeeping(unit)) return;
        while (UnitMachine.DecideHousekeeping(unit, batch.Now) is { Verdict: Verdict.Accepted } decision) Apply(decision, null, batch);
    }

    private void Save(Batch batch)
    {
        if (batch.IsDirty) Write(batch);
        else if (batch.MustBeNewest && !host.Bugs.Have(Bug.AnswersFromStaleMemory)) Check(batch);
        else Finish(batch);
    }

    private void Write(Batch batch)
    {
        var row = new UnitRow(etag, host.Encode(unit!), UnitRollup.Of(unit!), last, NextWake(batch.Now), Confirmed());
        if (host.Bugs.Have(Bug.SendsBeforeCommit)) Send();
        isBusy = true;
        hasUnsavedMarks = false;
        host.Write(this, new UnitWrite(id, row, batch.Turns, batch.NewIds), (outcome, taken) =>
        {
            isBusy = false;
            if (outcome == WriteOutcome.IdTaken) batch.SayTaken(taken);
            if (outcome == WriteOutcome.Kept)
            {
                etag++;
                Finish(batch);
            }
            else if (outcome == WriteOutcome.Unknown && host.Bugs.Have(Bug.NoReloadAfterTimeout)) host.Wake(this);
            else host.Drop(this);
        });
    }

    private void Check(Batch batch)
    {
        isBusy = true;
        host.Check(this, etag, isNewest =>
        {
            isBusy = false;
            if (isNewest) Finish(batch);
            else host.Drop(this);
        });
    }

    // Everything in memory is durable here, and nothing else is ever said.
    private void Finish(Batch batch)
    {
        batch.SayAll();
        Send();
        if (letters.Count > 0) host.Wake(this);
    }

    private Instant NextWake(Instant now)
    {
        var wake = UnitMachine.NextWake(unit!);
        if (!unit!.HasUnconfirmedMessages && !unit.HasUnconfirmedSummary) return wake;
        // Whoever has it in memory by then will have seen to it long before.
        var look = now.PlusMs(LookAfterMs);
        return wake.IsSet && wake < look ? wake : look;
    }

    private LinkSequence[] Confirmed() =>
        [.. Enumerable.Range(0, unit!.ChildCount).Select(place => new LinkSequence(unit.SentTo(place).Value - (uint)unit.PendingFor(place))), unit.ConfirmedByParent];

    private static CommandAnswer Taken(UnitId other) => CommandAnswer.Refused(new Refusal(RefusalCode.AlreadyExists, "id", $"a unit with id {other} exists already", "Reserve new ids"));
}
