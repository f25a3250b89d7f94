using System.Text.Json;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Report;

/// <summary>Writes the report with the keys of the model's result file, each with value, unit and basis, then the new
/// figures.</summary>
internal static class ReportJson
{
    /// <summary>Writes the report as one object.</summary>
    public static void Write(Utf8JsonWriter json, BenchReport report)
    {
        json.WriteStartObject();
        foreach (ReportFigure figure in report.Parts.SelectMany(p => p.Figures))
        {
            json.WriteStartObject(figure.Key);
            json.WriteNumber("value", figure.Value);
            json.WriteString("unit", figure.Unit);
            json.WriteString("basis", figure.Basis.ToString().ToLowerInvariant());
            json.WriteString("meaning", figure.Meaning);
            json.WriteEndObject();
        }

        Live(json, report.Live);
        Machine machine = report.Machine;
        json.WriteStartObject("machine");
        json.WriteString("processor", machine.Processor);
        json.WriteNumber("cores", machine.Cores);
        json.WriteNumber("memory_bytes", machine.MemoryBytes);
        json.WriteString("system", machine.System);
        json.WriteEndObject();
        json.WriteString("runtime", machine.Runtime);
        json.WriteString("version", machine.Version);
        json.WriteString("commit", machine.Commit);
        json.WriteString("date", report.Date);
        json.WriteEndObject();
    }

    private static void Live(Utf8JsonWriter json, LiveFigures? live)
    {
        if (live is null)
        {
            json.WriteNull("live");
            return;
        }

        json.WriteStartObject("live");
        json.WriteString("basis", "measured over real sockets");
        LoadJson.Number(json, "viewers_per_core", live.ViewersPerCore);
        json.WriteNumber("coming_back_bytes", live.ComingBackBytes);
        json.WritePropertyName("lively");
        LoadJson.Write(json, live.Lively);
        json.WritePropertyName("quiet");
        LoadJson.Write(json, live.Quiet);
        json.WritePropertyName("crowd");
        LoadJson.Write(json, live.Crowd);
        json.WriteEndObject();
    }
}
