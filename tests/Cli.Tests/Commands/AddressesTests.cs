using System.Net;
using System.Net.Sockets;

namespace HierarchySim.Cli.Tests;

public class AddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080", "http://localhost:5080")]
    [InlineData("http://LOCALHOST:5080/", "http://localhost:5080")]
    [InlineData("http://localhost:0", "http://127.0.0.1:0")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:80")]
    [InlineData("http://127.1:5080", "http://127.0.0.1:5080")]
    [InlineData(" http://127.0.0.1:1 ; http://[::1]:2;", "http://127.0.0.1:1 http://[::1]:2")]
    public void Addresses_of_this_machine_alone_are_taken_and_written_anew(string urls, string taken)
    {
        var (read, beyond, refusal) = Addresses.Read(urls);
        Assert.Null(beyond);
        Assert.Null(refusal);
        Assert.Equal(taken, string.Join(' ', read));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", "http://0.0.0.0:5080", "http://0.0.0.0:5080")]
    [InlineData("http://0:5080", "http://0:5080", "http://0.0.0.0:5080")]
    [InlineData("http://203.0.113.7:5080", "http://203.0.113.7:5080", "http://203.0.113.7:5080")]
    [InlineData("http://[::]:5080", "http://[::]:5080", "http://[::]:5080")]
    [InlineData("http://[2001:db8::7]:5080", "http://[2001:db8::7]:5080", "http://[2001:db8::7]:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081", "http://0.0.0.0:5081", "http://127.0.0.1:5080 http://0.0.0.0:5081")]
    public void Addresses_that_other_machines_reach_are_told_apart(string urls, string first, string taken)
    {
        var (read, beyond, refusal) = Addresses.Read(urls);
        Assert.Null(refusal);
        Assert.Equal((first, taken), (beyond, string.Join(' ', read)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", null, "localhost 127.0.0.1 [::1]")]
    [InlineData("http://203.0.113.7:5080", "tree.example.org; TREE.example.org ;x", "localhost 127.0.0.1 [::1] 203.0.113.7 tree.example.org x")]
    [InlineData("http://0.0.0.0:5080;http://[::]:5080;http://[2001:db8::7]:1", null, "localhost 127.0.0.1 [::1] [2001:db8::7]")]
    public void A_server_answers_to_its_addresses_and_to_the_names_it_is_given(string urls, string? names, string hosts) =>
        Assert.Equal(hosts, string.Join(' ', Addresses.Hosts(Addresses.Read(urls).Urls, names)));

    [Theory]
    [InlineData("http://example.org:5080", "names a machine")]
    [InlineData("http://localhost.example.org:5080", "names a machine")]
    [InlineData("http://*:5080", "is no http address")]
    [InlineData("http://+:5080", "is no http address")]
    [InlineData("https://127.0.0.1:5080", "is no http address")]
    [InlineData("127.0.0.1:5080", "is no http address")]
    [InlineData("http://127.0.0.1:99999", "is no http address")]
    [InlineData("http://%6cocalhost:5080", "is no http address")]
    [InlineData("http://unix:/run/socket", "more than a host and a port")]
    [InlineData("http://0.0.0.0@127.0.0.1:5080", "more than a host and a port")]
    [InlineData("http://127.0.0.1?:5080", "more than a host and a port")]
    [InlineData("http://127.0.0.1#:5080", "more than a host and a port")]
    [InlineData("http://127.0.0.1:5080/path", "more than a host and a port")]
    [InlineData("", "at least one address")]
    [InlineData(" ; ", "at least one address")]
    public void Others_are_refused_with_the_rule(string urls, string rule)
    {
        var (read, _, refusal) = Addresses.Read(urls);
        Assert.Empty(read);
        Assert.Contains(rule, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_refuses_before_it_touches_the_folder()
    {
        using var folder = new TestFolder();
        var ended = (await Programs.Run("serve", "--data", folder.At("data"), "--urls", "http://0.0.0.0:0")).With(2);
        Assert.Contains("there is no key to tell callers by. Make the first key:  hierarchysim keys create", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("data")));
    }

    [Theory]
    [InlineData]
    [InlineData("--demo")]
    public async Task A_port_in_use_is_told_and_no_folder_is_left_behind(params string[] more)
    {
        using var folder = new TestFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string[] command = ["serve", "--urls", $"http://{taken.LocalEndpoint}", .. more, "--data"];
        var ended = (await Programs.Run([.. command, folder.At("new/data")])).With(2);
        Assert.Contains("address already in use", ended.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Choose another port", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("new")));

        Directory.CreateDirectory(folder.At("empty"));
        (await Programs.Run([.. command, folder.At("empty")])).With(2);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.At("empty")));
    }

    [Fact]
    public async Task A_port_in_use_makes_no_demo_of_a_data_set_without_units()
    {
        using var folder = new TestFolder();
        await using (var serving = await Serving.Start(folder.At("data"))) (await serving.Stop()).With(0);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        (await Programs.Run("serve", "--demo", "--urls", $"http://{taken.LocalEndpoint}", "--data", folder.At("data"))).With(2);
        await using var again = await Serving.Start(folder.At("data"));
        Assert.StartsWith("Serving 0 units", again.FirstLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_that_cannot_be_listened_on_are_told()
    {
        using var folder = new TestFolder();
        var ended = (await Programs.Run("serve", "--data", folder.At("data"), "--urls", "http://[::ffff:127.0.0.1]:1;http://127.0.0.1:1;http://127.0.0.1:1")).With(2);
        Assert.Contains("--urls: cannot listen on", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_localhost_serves_on_a_port_that_the_system_chooses()
    {
        using var folder = new TestFolder();
        await using var serving = await Serving.Start(folder.At("data"), "--urls", "http://localhost:0");
        Assert.True(serving.Address.IsLoopback);
        (await serving.Stop()).With(0);
    }

    [Fact]
    public async Task Only_the_names_of_this_machine_are_answered_and_others_get_a_problem()
    {
        using var folder = new TestFolder();
        await using var serving = await Serving.Start(folder.At("data"));
        foreach (var name in new[] { "localhost", "LOCALHOST:5080", "127.0.0.1", "[::1]:80" })
            Assert.Equal(200, (await serving.GetAs(name, "/api/v1/status")).Status);
        foreach (var name in new[] { "example.org", "localhost.example.org", "127.0.0.1.example.org:5080", "0.0.0.0" })
        {
            foreach (var path in new[] { "/api/v1/status", "/", "/health/ready" })
            {
                var (status, type, body) = await serving.GetAs(name, path);
                Assert.Equal((400, "application/problem+json", "/problems/invalid-parameter", "Host"), (status, type, (string)body["type"]!, (string)body["field"]!));
                Assert.Equal("Host: this server answers as localhost, 127.0.0.1, [::1] only. Ask it by one of these names.", (string)body["detail"]!);
            }
        }
    }

    [Fact]
    public async Task Settings_in_the_environment_add_no_endpoint()
    {
        using var folder = new TestFolder();
        var environment = new Dictionary<string, string>
        {
            ["Kestrel__Endpoints__Open__Url"] = "http://0.0.0.0:0",
            ["ASPNETCORE_URLS"] = "http://0.0.0.0:0",
            ["HTTP_PORTS"] = "0",
            ["urls"] = "http://0.0.0.0:0",
        };
        await using var serving = await Serving.Start(folder.At("data"), environment);
        var said = (await serving.Stop()).With(0).Said;
        Assert.DoesNotContain("0.0.0.0", said, StringComparison.Ordinal);
        Assert.DoesNotContain("[::]", said, StringComparison.Ordinal);
    }
}
