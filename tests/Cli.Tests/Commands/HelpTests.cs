namespace HierarchySim.Cli.Tests;

public class HelpTests
{
    [Theory]
    [InlineData("", "serve import catalog keys verify repair rebuild backup restore bench simulate")]
    [InlineData("simulate", "faults")]
    [InlineData("simulate faults", "--seeds --seed --minutes --faults --events --units --work --world --bug --shrink --json")]
    [InlineData("serve", "--data --urls --hosts --oidc-authority --oidc-audience --demo --scheme --drain --otlp --log-json")]
    [InlineData("import", "units officials assignments")]
    [InlineData("import officials", "FILE --data --skip-bad --json")]
    [InlineData("import assignments", "FILE --data --skip-bad --json")]
    [InlineData("import units", "FILE --data --cells --groups --seed --skip-bad --opened --scheme --json")]
    [InlineData("catalog", "show check set")]
    [InlineData("keys", "create list rotate revoke")]
    [InlineData("keys create", "--name --role --unit --holder --days --data --json")]
    [InlineData("keys list", "--data --json")]
    [InlineData("keys rotate", "--data --json")]
    [InlineData("keys revoke", "--data --json")]
    [InlineData("catalog show", "--data --text --json")]
    [InlineData("catalog check", "--scheme --json")]
    [InlineData("catalog set", "--data --json")]
    [InlineData("verify", "--data --json")]
    [InlineData("repair", "--data --accept-loss --json")]
    [InlineData("rebuild", "--data --json")]
    [InlineData("backup", "--data --to --json")]
    [InlineData("restore", "--from --data --json")]
    [InlineData("bench", "nation rest")]
    [InlineData("bench rest", "--seconds --json")]
    [InlineData("bench nation", "--units --cells --groups --provinces --data --json")]
    public async Task Help_lists_what_there_is(string command, string words)
    {
        var ended = (await Programs.Run([.. Words(command), "--help"])).With(0);
        foreach (var word in Words(words)) Assert.Contains($" {word}", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_does_not_offer_what_only_rehearsals_need() =>
        Assert.DoesNotContain("--clock-ahead", (await Programs.Run("serve", "--help")).With(0).Out, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("sevre")]
    [InlineData("import")]
    [InlineData("import units")]
    [InlineData("import officials")]
    [InlineData("import assignments a.csv b.csv")]
    [InlineData("import units list.csv --cells many")]
    [InlineData("import units list.csv --opened yesterday")]
    [InlineData("serve --no-such-option")]
    [InlineData("serve --clock-ahead -1")]
    [InlineData("serve --clock-ahead 733")]
    [InlineData("serve --clock-ahead soon")]
    [InlineData("serve --drain -1")]
    [InlineData("serve --drain 121")]
    [InlineData("serve --otlp collector")]
    [InlineData("catalog")]
    [InlineData("keys")]
    [InlineData("keys create")]
    [InlineData("keys create --name k --days many")]
    [InlineData("keys rotate")]
    [InlineData("keys revoke")]
    [InlineData("serve --oidc-authority https://login.example.org")]
    [InlineData("serve --oidc-audience hierarchysim")]
    [InlineData("serve --oidc-authority http://login.example.org --oidc-audience hierarchysim")]
    [InlineData("serve --oidc-authority login --oidc-audience hierarchysim")]
    [InlineData("serve --demo --urls http://0.0.0.0:0")]
    [InlineData("catalog check")]
    [InlineData("catalog set --data somewhere")]
    [InlineData("verify --data")]
    [InlineData("backup")]
    [InlineData("restore --data somewhere")]
    public async Task A_command_line_that_is_not_known_ends_with_2(string command)
    {
        var ended = (await Programs.Run(Words(command))).With(2);
        Assert.NotEmpty(ended.Errors);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
