namespace HierarchySim.Core;

/// <summary>Items of one unit by the number it gave them. Numbers only grow, so a list in their order is a searchable one.</summary>
internal sealed class Numbered<T>(Func<T, int> numberOf) where T : class
{
    private readonly List<T> items = [];

    public IReadOnlyList<T> Items => items;

    public T? Find(int number) => IndexOf(number) is var at and >= 0 ? items[at] : null;

    /// <summary>Adds the item whose number is greater than all before it, or replaces the one of its number.</summary>
    public void Put(T item)
    {
        if (IndexOf(numberOf(item)) is var at and >= 0) items[at] = item;
        else items.Add(item);
    }

    public void RemoveAll(Predicate<T> gone) => items.RemoveAll(gone);

    private int IndexOf(int number)
    {
        var (low, high) = (0, items.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = numberOf(items[middle]);
            if (found == number) return middle;
            if (found < number) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }
}
