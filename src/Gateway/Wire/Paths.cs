using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>Addresses that answers point to.</summary>
internal static class Paths
{
    /// <summary>What all resources are under.</summary>
    public const string Api = "/api/v1";

    public static string Unit(UnitId unit) => $"{Api}/units/{unit}";

    public static string Children(UnitId unit) => $"{Api}/units/{unit}/children";

    public static string Directive(DirectiveId directive) => $"{Api}/directives/{directive}";

    public static string Case(CaseId id) => $"{Api}/cases/{id}";

    public static string Progress(DirectiveId directive) => $"{Directive(directive)}/progress";

    public static string Official(HolderId id) => $"{Api}/officials/{id}";

    public static string Team(HolderId id) => $"{Api}/teams/{id}";

    public static string Assignment(AssignmentId id) => $"{Api}/assignments/{id}";

    public static string Report(UnitId unit, string form, ReportPeriod period) => $"{Api}/units/{unit}/reports/{Uri.EscapeDataString(form)}/{period}";
}
