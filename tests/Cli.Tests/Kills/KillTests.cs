// The promise that everything else rests on: what was answered is kept. The real program is
// killed without warning at drawn moments, in the middle of directives going down and
// acknowledgements coming up, and started again on the same folder. After each start every
// answered command must be there; at the end the sums must be exact, without new input.
//
// Moments are drawn from a seed; which request a kill meets depends on the machine. What must
// hold does not: a request is answered, refused, or unknown, and an unknown one is either
// wholly done or not at all.
//
// By hand on the nation: HIERARCHYSIM_KILL_LIST names the official list, and the same test runs on
// 1.13 million units, in some ten minutes.

using System.Globalization;
using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

public class KillTests
{
    private const int Rounds = 20;
    private const int InFlight = 8;
    private static readonly string? NationList = Environment.GetEnvironmentVariable("HIERARCHYSIM_KILL_LIST");
    private static readonly (int Listed, int Cells, int Groups) Size = NationList is null ? (1 + 2 + 10 + 200, 2_000, 17_800) : (11_368, 100_000, 1_020_000);
    private static readonly int Units = Size.Listed + Size.Cells + Size.Groups;
    private const int OlderChecked = 10;
    private readonly Random random = new(20);
    private readonly Dictionary<(string Group, string Directive), Ack> acks = [];
    private readonly List<Issued> directives = [];
    private string[] groups = [];

    [Fact]
    public async Task What_was_answered_outlives_twenty_kills()
    {
        using var folder = new TestFolder();
        var data = folder.At("data");
        var list = NationList ?? folder.Write("list.csv", Lists.Grid(2, 5, 20));
        (await Programs.Run("import", "units", list, "--data", data, "--cells", $"{Size.Cells}", "--groups", $"{Size.Groups}", "--seed", "1")).With(0);

        for (var round = 1; round <= Rounds; round++)
        {
            await using (var serving = await Serving.Start(data))
            {
                if (groups.Length == 0) groups = await GroupsOf(serving);
                await CheckAnswered(serving, round - 1);
                await LiveUntilKilled(serving, round);
            }
            if (round % 7 == 0) await Verify(data);
        }

        await using (var serving = await Serving.Start(data)) await CheckAnswered(serving, Rounds);
        await using (var serving = await Serving.Start(data))
        {
            await CheckSumsSettle(serving);
            (await serving.Stop()).With(0);
        }
        await Verify(data);
    }

    private static async Task Verify(string data)
    {
        var report = (await Programs.Run("verify", "--data", data, "--json")).With(0).Json();
        Assert.True((bool)report["clean"]!);
        Assert.Equal(Units, (int)report["units"]!);
    }

    /// <summary>Issues a directive, streams acknowledgements, and kills the process at a drawn count of answers.</summary>
    private async Task LiveUntilKilled(Serving serving, int round)
    {
        // Every fifth round the kill comes while the directive is being answered or on its first steps down.
        var left = round % 5 == 0 ? random.Next(3) : random.Next(20, 250);
        var directive = new Issued(round, $"directive-{round}-{random.Next()}");
        directives.Add(directive);
        if (left == 0) serving.Kill();
        if (!await TryIssue(serving, directive)) return;

        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            while (true)
            {
                var ack = Draw(round);
                if (!await TrySend(serving, ack)) return;
                if (Interlocked.Decrement(ref left) <= 0) serving.Kill();
            }
        }));
        await serving.Ended();
    }

    private Ack Draw(int round)
    {
        lock (acks)
        {
            while (true)
            {
                var known = directives.Where(d => d.Id is not null).ToArray();
                var ack = new Ack(groups[random.Next(groups.Length)], known[random.Next(known.Length)].Id!, $"ack-{random.NextInt64()}", round);
                if (acks.TryAdd((ack.Group, ack.Directive), ack)) return ack;
            }
        }
    }

    private static async Task<bool> TryIssue(Serving serving, Issued directive)
    {
        try
        {
            var answer = await serving.Post($"/units/{await serving.RootId()}/directives", directive.Key, directive.Body);
            Assert.Equal(201, answer.Status);
            directive.Id = (string)answer.Body["id"]!;
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Sends an acknowledgement and keeps what is known of it; false when the process is gone.</summary>
    private static async Task<bool> TrySend(Serving serving, Ack ack)
    {
        try
        {
            ack.Learn(await serving.Post(ack.Path, ack.Key));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task CheckAnswered(Serving serving, int lastRound)
    {
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Units:N0} units"), serving.FirstLine, StringComparison.Ordinal);
        var root = await serving.RootId();
        foreach (var directive in directives)
        {
            // A directive whose answer was cut off is sent again: the same one, or for the first time.
            var again = await serving.Post($"/units/{root}/directives", directive.Key, directive.Body);
            Assert.Equal(201, again.Status);
            if (directive.Id is not null) Assert.Equal((directive.Id, true), ((string)again.Body["id"]!, again.IsReplayed));
            directive.Id = (string)again.Body["id"]!;
            Assert.Equal(directive.Title, (string)(await serving.Get($"/directives/{directive.Id}"))["title"]!);
        }
        Assert.Equal(directives.Count, directives.Select(directive => directive.Id).Distinct().Count());

        var answered = acks.Values.Where(ack => ack.IsAnswered).ToArray();
        Ack[] older = [.. answered.Where(ack => ack.Round < lastRound)];
        random.Shuffle(older);
        await InParallel([.. answered.Where(ack => ack.Round == lastRound), .. older.Take(OlderChecked)], async ack =>
        {
            Assert.Equal(ack.AcknowledgedAt, (string?)(await serving.Get(ack.StandingPath))["acknowledgedAt"]);
            var again = await serving.Post(ack.Path, ack.Key);
            Assert.True(again.IsReplayed);
            ack.Learn(again);
        });

        // Of those that nobody knows about, some are sent again and others are left as they are.
        await InParallel([.. acks.Values.Where(ack => ack.Round == lastRound && ack.IsUnknown && random.Next(2) == 0)], async ack =>
            ack.Learn(await serving.Post(ack.Path, ack.Key)));

        foreach (var directive in directives)
        {
            var progress = (await serving.Get($"/directives/{directive.Id}/progress"))["progress"]!;
            Assert.InRange((int)progress["acknowledged"]!, 0, acks.Values.Count(ack => ack.Directive == directive.Id && !ack.IsRefused));
            Assert.InRange((int)progress["targets"]!, 1, Units);
            Assert.InRange((int)progress["delivered"]!, 1, (int)progress["targets"]!);
        }
    }

    /// <summary>Only asks; everything must come to its exact end by itself.</summary>
    private async Task CheckSumsSettle(Serving serving)
    {
        Assert.Equal(Rounds, directives.Count);
        Assert.True(acks.Values.Count(ack => ack.IsAnswered) > 500);
        foreach (var directive in directives)
        {
            var expected = acks.Values.Count(ack => ack.Directive == directive.Id && ack.IsAnswered);
            foreach (var ack in acks.Values.Where(ack => ack.Directive == directive.Id && ack.IsUnknown))
                if (await Until.Reached(() => serving.Get(ack.StandingPath), _ => true) is { } standing && standing["acknowledgedAt"] is not null) expected++;
            var settled = await Until.Reached(
                async () => (await serving.Get($"/directives/{directive.Id}/progress"))["progress"]!,
                progress => !(bool)progress["counting"]! && (int)progress["delivered"]! == Units && (int)progress["acknowledged"]! >= expected);
            Assert.Equal(Units, (int)settled["targets"]!);
            Assert.Equal(expected, (int)settled["acknowledged"]!);
        }
    }

    private static async Task<string[]> GroupsOf(Serving serving)
    {
        var level = new List<string> { await serving.RootId() };
        while (true)
        {
            var below = new List<JsonNode>();
            await InParallel(level, async unit =>
            {
                var children = await serving.Children(unit);
                lock (below) below.AddRange(children);
            });
            level = [.. below.Select(unit => (string)unit["id"]!).Order(StringComparer.Ordinal)];
            if ((string)below[0]["level"]! == "group") return [.. level];
        }
    }

    private static Task InParallel<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (item, _) => await work(item));

    private sealed class Issued(int round, string key)
    {
        public string Key => key;

        public string Title => string.Create(CultureInfo.InvariantCulture, $"Directive of round {round}");

        public string Body =>
            $$"""{"title":"{{Title}}","targetLevels":["nation","province","district","commune","cell","group"],"require":"acknowledge","urgency":"Expected","status":"Test"}""";

        public string? Id { get; set; }
    }

    private sealed class Ack(string group, string directive, string key, int round)
    {
        public string Group => group;

        public string Directive => directive;

        public string Key => key;

        public int Round => round;

        public string StandingPath => $"/units/{group}/directives/{directive}";

        public string Path => $"{StandingPath}/acknowledge";

        public string? AcknowledgedAt { get; private set; }

        public bool IsRefused { get; private set; }

        public bool IsAnswered => AcknowledgedAt is not null;

        public bool IsUnknown => !IsAnswered && !IsRefused;

        /// <summary>A refusal is right only for a directive that has not come down yet; an answer never changes.</summary>
        public void Learn(Answer answer)
        {
            if (answer.IsRefused)
            {
                Assert.False(IsAnswered, $"{Path} was answered, and is refused now: {answer.Body}");
                Assert.Contains(answer.Status, new[] { 404, 409 });
                IsRefused = true;
                return;
            }
            Assert.True(answer.IsAccepted, $"{Path}: {answer.Status} {answer.Body}");
            var at = (string)answer.Body["acknowledgedAt"]!;
            Assert.Equal(AcknowledgedAt ?? at, at);
            AcknowledgedAt = at;
        }
    }
}
