using System.Diagnostics;

namespace HierarchySim.Cli.Tests;

/// <summary>Asks again until an answer is as wanted. How long that takes is never part of what a test says.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    public static async Task<T> Reached<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (wanted(answer)) return answer;
            Assert.True(clock.Elapsed < Patience, $"Still not as wanted: {answer}");
            await pause.WaitForNextTickAsync();
        }
    }
}
