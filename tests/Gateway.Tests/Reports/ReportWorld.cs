namespace HierarchySim.Gateway.Tests;

/// <summary>The line of units at a day on which reports are due: 3 February 2026, two days before those of January.</summary>
public static class ReportWorld
{
    private const int DaysToFebruary = 393;

    public static async Task<GatewayHost> StartAsync()
    {
        var host = await GatewayHost.StartAsync();
        host.Time.Advance(TimeSpan.FromDays(DaysToFebruary));
        return host;
    }

    /// <summary>The body of a report on a cell's monthly meeting; more members may be added, and counts replaced.</summary>
    public static string Meeting(string period = "2026-01", string more = "", int present = 40, string? counts = null) => $$"""
        {"form": "cell-meeting", "period": "{{period}}", "values": {{counts ?? Counts(present)}}{{(more.Length > 0 ? ", " + more : "")}} }
        """;

    /// <summary>Counts of a meeting, in another order than the form's.</summary>
    public static string Counts(int present = 40, string more = "") => $$"""
        {"questions-answered": 2, "meetings-held": 1, "members-present": {{present}}, "officials-attending": 1, "households-informed": 75, "questions-raised": 3{{more}} }
        """;
}
