namespace Elysia.Configuration;

/// <summary>Finds the known name that is most similar to a mistyped one.</summary>
internal static class NearestName
{
    /// <summary>Returns the known name that needs the fewest letters to insert, remove or replace.</summary>
    /// <param name="name">The mistyped name.</param>
    /// <param name="known">The known names; at least one.</param>
    public static string To(string name, IReadOnlyList<string> known) => known.MinBy(k => Distance(name, k))!;

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
