using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Commands about cases. A text is kept apart from its command, which only names it.
internal static partial class FromWire
{
    /// <summary>Reads what is raised: the text, and the command, which gets the text's name later.</summary>
    public static (CaseText Text, RaiseCase Command) Raise(RaiseCaseRequest request, Inputs inputs)
    {
        var text = new CaseText(
            CaseId.None,
            inputs.Text("title", request.Title, Limits.CaseTitleLengthMax, nameof(Limits.CaseTitleLengthMax)),
            inputs.Text("description", request.Description),
            inputs.TextOrNull("contact", request.Contact, Limits.CaseContactLengthMax, nameof(Limits.CaseContactLengthMax)));
        var reality = inputs.WordOr("reality", request.Reality, Words.Status, Reality.Actual);
        return (text, new RaiseCase(request.ServiceCode, reality, inputs.HolderOrNone("subject", request.Subject), TextId.None));
    }

    public static CaseActDraft Take(CaseId id, TakeCaseRequest request, Inputs inputs)
    {
        var by = inputs.HolderOrNone("by", request.By);
        return CaseActDraft.Of("take", atOrigin: false, null, _ => new TakeCase(id, by)) with { By = by };
    }

    public static CaseActDraft Answer(CaseId id, AnswerCaseRequest request, Inputs inputs)
    {
        var by = inputs.HolderOrNone("by", request.By);
        return CaseActDraft.Of("answer", atOrigin: false, inputs.Text("text", request.Text), name => new AnswerCase(id, by, name)) with { By = by };
    }

    public static CaseActDraft Schedule(CaseId id, ScheduleCaseRequest request, Inputs inputs)
    {
        var (by, until) = (inputs.HolderOrNone("by", request.By), inputs.TimeOrNone("until", request.Until));
        return CaseActDraft.Of("schedule", atOrigin: false, inputs.TextOrNull("text", request.Text), name => new ScheduleCase(id, by, until, name)) with { By = by };
    }

    public static CaseActDraft Refer(CaseId id, ReferCaseRequest request, Inputs inputs)
    {
        var (by, to) = (inputs.HolderOrNone("by", request.By), inputs.Unit("to", request.To));
        return new CaseActDraft("refer", AtOrigin: false, inputs.Text("reason", request.Reason), async (engine, setting, name, left) =>
            await Ways.FindAsync(engine, setting.Unit, to, left) is { } way ? (new ReferCase(id, by, to, way, name), null) : (null, Missing.Unit("to")))
        { Travels = true, By = by };
    }

    public static CaseActDraft Duplicate(CaseId id, DuplicateCaseRequest request, Inputs inputs)
    {
        var (by, of) = (inputs.HolderOrNone("by", request.By), inputs.Case("of", request.Of));
        return new CaseActDraft("duplicate", AtOrigin: false, null, async (engine, setting, _, left) =>
            !setting.Again && await engine.QueryAsync(new GetCase(of), left) is null ? (null, Missing.Case("of")) : (new CloseDuplicate(id, by, of), null))
        { By = by, Other = of };
    }

    public static CaseActDraft Confirm(CaseId id, NothingRequest request, Inputs inputs) =>
        CaseActDraft.Of("confirm", atOrigin: true, null, _ => new ConfirmCase(id));

    public static CaseActDraft Reopen(CaseId id, ReopenCaseRequest request, Inputs inputs) =>
        CaseActDraft.Of("reopen", atOrigin: true, inputs.Text("reason", request.Reason), name => new ReopenCase(id, name)) with { Travels = true };

    public static CaseActDraft Withdraw(CaseId id, NothingRequest request, Inputs inputs) =>
        CaseActDraft.Of("withdraw", atOrigin: true, null, _ => new WithdrawCase(id));
}
