using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// What searches over a subtree find.
internal static partial class ToWire
{
    public static FoundOfficialJson FoundOfficial(HolderView view, UnitView home)
    {
        var official = view.Official!;
        return new FoundOfficialJson(
            official.Id.ToString(), official.Name, official.Posts, home.Id.ToString(), home.Name, view.Load, view.IsOverloaded, view.IsOnLeave,
            Paths.Official(official.Id));
    }

    public static IssuedItemJson Issued(DirectiveView view, UnitView issuer, LevelScheme scheme, bool overdue)
    {
        var (issued, spec) = (view.Directive, view.Directive.Spec);
        return new IssuedItemJson(
            spec.Id.ToString(), issuer.Id.ToString(), issuer.Name, Level(issuer.Level, scheme), spec.Revision, issued.Text.Title, Words.State.Of(issued.State),
            Words.Require.Of(spec.Requirement), TimeOrNull(spec.Due), overdue, Words.Urgency.Of(spec.Urgency), Words.Status.Of(spec.Reality),
            Time(spec.IssuedAt), TimeOrNull(issued.EndedAt), TimeOrNull(issued.FulfilledAt), Progress(view.Standing.Progress), Paths.Directive(spec.Id));
    }
}
