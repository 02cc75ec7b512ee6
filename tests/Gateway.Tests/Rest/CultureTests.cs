using System.Globalization;

namespace HierarchySim.Gateway.Tests;

/// <summary>The same answers wherever the server stands: other digits, calendars and dots on the i change nothing.</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("vi-VN")]
    public async Task Answers_do_not_depend_on_the_culture(string name)
    {
        var plain = await TourAsync(CultureInfo.InvariantCulture);
        Assert.Equal(plain, await TourAsync(CultureInfo.GetCultureInfo(name)));
    }

    private static async Task<List<string>> TourAsync(CultureInfo culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            await using var host = await GatewayHost.StartAsync();
            var directive = await host.IssueAsync(due: "2025-07-01T17:00:00+07:00");
            var contents = new List<string>();
            foreach (var path in new[]
                     {
                         "/", "/api/v1/units/4", "/api/v1/units?code=02&asOf=2024-06-30", "/api/v1/units/5/children?take=1", $"/api/v1/directives/{directive}",
                         $"/api/v1/units/6/directives/{directive}", "/api/v1/scheme", "/api/v1/status", "/api/v1/units?code=02&asOf=1446-01-01",
                     })
                contents.Add((await host.GetAsync(path)).Content);
            contents.Add((await host.PostAsync("/api/v1/units/4/code", """{"code": "00716", "validFrom": "2025-07-01"}""")).Content);
            contents.Add((await host.PostAsync("/api/v1/units/7/close", """{"on": "2568-01-05"}""")).Content);
            Assert.Equal(culture.Name, host.Engine.CultureOfQuery);
            return contents;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
