namespace Elysia.Bench;

/// <summary>Some of what there is, by names on the command line.</summary>
internal static class Choice
{
    /// <summary>Those that a list names, in the order of all.</summary>
    /// <param name="all">What there is.</param>
    /// <param name="key">The name of one.</param>
    /// <param name="list">The names, separated by commas.</param>
    /// <param name="noun">What one is called, for the error.</param>
    /// <param name="error">What was wrong; empty when nothing was.</param>
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
