namespace HierarchySim.Cli.Tests;

/// <summary>Keys from the command line, and what a server makes of them.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string Data => folder.At("data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_key_is_made_here_closes_the_server_and_opens_it_to_others()
    {
        (await Programs.Run("init", "--root", "Việt Nam", "--data", Data)).With(0);
        await using (var open = await Serving.Start(Data, "--drain", "1"))
        {
            Assert.True((bool)(await open.Get("/me"))["open"]!);
            var closed = (await open.Stop()).With(0);
            Assert.Contains("OPEN: there are no keys", closed.Out, StringComparison.Ordinal);
            Assert.Contains("Draining for 1 s", closed.Errors, StringComparison.Ordinal);
        }
        var refused = (await Programs.Run("serve", "--data", Data, "--urls", "http://0.0.0.0:0")).With(2);
        Assert.Contains("hierarchysim keys create --name TEXT", refused.Errors, StringComparison.Ordinal);

        var made = (await Programs.Run("keys", "create", "--name", "Trực ban", "--data", Data, "--json")).With(0).Json();
        var (token, id) = ((string)made["token"]!, (string)made["key"]!["id"]!);
        await using var serving = await Serving.Start(Data, "--urls", "http://0.0.0.0:0", "--hosts", "tree.example.org");
        Assert.Equal(401, (await serving.Ask("/api/v1/units/root")).Status);
        Assert.Equal(200, (await serving.Ask("/health/ready")).Status);
        Assert.Equal(401, (await serving.GetAs("tree.example.org", "/api/v1/status")).Status);
        Assert.Equal(400, (await serving.GetAs("example.org", "/api/v1/status")).Status);
        Assert.Equal(404, (await serving.Ask("/demo/tokens")).Status);
        serving.Token = token;
        Assert.Equal("Việt Nam", (string)(await serving.Get("/units/root"))["name"]!);
        Assert.Equal("key-" + id, (string)(await serving.Get("/me"))["caller"]!);
        (await Programs.Run("keys", "list", "--data", Data)).With(4);
        var ended = (await serving.Stop()).With(0);
        Assert.Contains("put a proxy with TLS in front", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("Every request needs a token", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(token, ended.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_listed_without_their_secrets_and_revoked()
    {
        (await Programs.Run("init", "--root", "Việt Nam", "--data", Data)).With(0);
        Assert.Contains("There are no keys", (await Programs.Run("keys", "list", "--data", Data)).With(0).Out, StringComparison.Ordinal);
        var made = (await Programs.Run("keys", "create", "--name", "Bảng", "--role", "viewer", "--days", "30", "--data", Data)).With(0).Out;
        var token = made.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Single(word => word.StartsWith("hsk_", StringComparison.Ordinal));
        var id = token.Split('_')[1];
        var listed = (await Programs.Run("keys", "list", "--data", Data, "--json")).With(0);
        var key = Assert.Single(listed.Json()["keys"]!.AsArray())!;
        Assert.Equal((id, "Bảng", "active", "viewer@1"), ((string)key["id"]!, (string)key["name"]!, (string)key["state"]!, (string)key["roles"]![0]!));
        Assert.DoesNotContain(token.Split('_', 3)[2], listed.Said, StringComparison.Ordinal);
        var rotated = (await Programs.Run("keys", "rotate", id, "--data", Data)).With(0).Out;
        token = rotated.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Single(word => word.StartsWith($"hsk_{id}_", StringComparison.Ordinal) && word != token);
        Assert.Contains("is revoked.", (await Programs.Run("keys", "revoke", id, "--data", Data)).With(0).Out, StringComparison.Ordinal);
        Assert.Contains("was revoked already.", (await Programs.Run("keys", "revoke", id, "--data", Data)).With(0).Out, StringComparison.Ordinal);
        Assert.Contains("has expired or was revoked", (await Programs.Run("keys", "rotate", id, "--data", Data)).With(3).Errors, StringComparison.Ordinal);
        Assert.Contains("revoked", (await Programs.Run("keys", "list", "--data", Data)).With(0).Out, StringComparison.Ordinal);
        Assert.Contains("no key has the id", (await Programs.Run("keys", "revoke", "NONE", "--data", Data)).With(3).Errors, StringComparison.Ordinal);
        await using var serving = await Serving.Start(Data);
        serving.Token = token;
        Assert.Equal(401, (await serving.Ask("/api/v1/me")).Status);
    }

    [Fact]
    public async Task A_first_key_that_is_no_administrators_is_warned_about_and_lines_into_a_pipe_are_whole()
    {
        (await Programs.Run("init", "--root", "Việt Nam", "--data", Data)).With(0);
        var first = (await Programs.Run("keys", "create", "--name", new string('k', 80), "--role", "viewer", "--data", Data)).With(0);
        Assert.Contains("no administrator's of the root", first.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("no administrator's", (await Programs.Run("keys", "create", "--name", "b", "--role", "viewer", "--data", Data)).With(0).Errors, StringComparison.Ordinal);
        var lines = (await Programs.Run("keys", "list", "--data", Data)).With(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
    }

    [Theory]
    [InlineData("--role king", "--role: it is one of viewer, official, manager, administrator")]
    [InlineData("--unit ZZ", "--unit: no unit has this id")]
    [InlineData("--unit ?", "--unit: a unit's id has")]
    [InlineData("--role official", "--holder: a caller in the role 'official' stands for one")]
    [InlineData("--holder 1-9", "--holder: its home unit has no official of this id")]
    [InlineData("--days 0", "--days: a key is valid for 1 to 3650 days (KeyDaysMax)")]
    public async Task What_cannot_be_made_is_told_with_the_option(string options, string said)
    {
        (await Programs.Run("init", "--root", "Việt Nam", "--data", Data)).With(0);
        var refused = (await Programs.Run(["keys", "create", "--name", "k", "--data", Data, .. options.Split(' ')])).With(3);
        Assert.Contains(said, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made()
    {
        (await Programs.Run("keys", "create", "--name", "k", "--data", Data)).With(4);
        (await Programs.Run("keys", "list", "--data", Data)).With(4);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_demo_gives_tokens_away_and_says_that_it_is_one()
    {
        await using var serving = await Serving.Start(Data, "--demo");
        var (status, body) = await serving.Ask("/demo/tokens");
        Assert.Equal((200, 5), (status, body["tokens"]!.AsArray().Count));
        Assert.Equal("local", (string)(await serving.Get("/me"))["caller"]!);
        var stranger = body["tokens"]!.AsArray().Single(token => (string)token!["name"]! == "stranger")!;
        var official = body["tokens"]!.AsArray().Single(token => (string)token!["name"]! == "official")!;
        Assert.NotNull(official["holder"]);
        serving.Token = (string)stranger["token"]!;
        Assert.Equal(200, (await serving.Ask($"/api/v1/units/{stranger["roles"]![0]!["unit"]}")).Status);
        Assert.Equal(404, (await serving.Ask($"/api/v1/units/{official["roles"]![0]!["unit"]}")).Status);
        Assert.Contains("This is a demo", (await serving.Stop()).With(0).Out, StringComparison.Ordinal);
    }
}
