using System.Text.Json;

namespace Elysia.Tests.Fakes;

/// <summary>Reads the figures recorded from the reference.</summary>
internal static class OracleRows
{
    public static IEnumerable<JsonElement> Read(string file)
    {
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Oracle", file)))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return row.RootElement.Clone();
        }
    }
}
