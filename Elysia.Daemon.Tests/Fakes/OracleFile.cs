using System.Text.Json;

namespace Elysia.Tests.Fakes;

/// <summary>Figures recorded from the reference program, one JSON value per line, copied beside the test
/// binary.</summary>
internal static class OracleFile
{
    /// <summary>Returns all rows of a file.</summary>
    /// <exception cref="InvalidDataException">The file is empty, so that a test over its rows would prove nothing.</exception>
    public static IReadOnlyList<JsonElement> Rows(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Oracle", name);
        JsonElement[] rows = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(Json.Parse)];
        return rows.Length > 0 ? rows : throw new InvalidDataException($"No rows in {path}.");
    }

    /// <summary>Returns the messages that the reference's server sent in the recorded session, in order.</summary>
    public static IReadOnlyList<string> RecordedServerMessages() =>
        [.. Rows("original_session.jsonl").Where(row => row[1].GetString() == "server").Select(row => row[2].GetString()!)];
}
