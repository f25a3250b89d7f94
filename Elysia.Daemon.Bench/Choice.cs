namespace Elysia.Bench;

/// <summary>Selects items by their names on the command line.</summary>
internal static class Choice
{
    /// <summary>Returns the items that a list names, in the order of all items.</summary>
    /// <param name="all">All items.</param>
    /// <param name="key">Returns the name of an item.</param>
    /// <param name="list">The names, separated by commas.</param>
    /// <param name="noun">The word for an item, for the error.</param>
    /// <param name="error">The error; empty if there was none.</param>
    public static List<T> Of<T>(IReadOnlyList<T> all, Func<T, string> key, string list, string noun, out string error)
    {
        string[] wanted = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] unknown = [.. wanted.Except(all.Select(key))];
        error = unknown.Length == 0
            ? ""
            : $"no {noun} {string.Join(", ", unknown)}; there are {string.Join(", ", all.Select(key))}";
        return [.. all.Where(item => wanted.Contains(key(item)))];
    }
}
