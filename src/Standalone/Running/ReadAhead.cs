using System.Collections.Concurrent;

namespace HierarchySim.Standalone.Running;

/// <summary>Enumerates on another thread, a bounded number of items ahead: one core reads and decodes while another applies.</summary>
internal static class ReadAhead
{
    public static IEnumerable<T> Of<T>(IEnumerable<T> source, int itemsMax)
    {
        using var items = new BlockingCollection<T>(itemsMax);
        using var ending = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            try
            {
                foreach (var item in source) items.Add(item, ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // Whoever enumerates has stopped.
            }
            finally
            {
                items.CompleteAdding();
            }
        });
        try
        {
            foreach (var item in items.GetConsumingEnumerable()) yield return item;
            reader.GetAwaiter().GetResult();
        }
        finally
        {
            ending.Cancel();
            reader.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }
}
