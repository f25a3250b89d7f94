using System.CommandLine;
using System.Text.Json;
using Elysia.Hosting;
using Elysia.LoadTest;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class BenchReportTests : IDisposable
{
    private static readonly string[] Keys =
    [
        "Full State Size", "Single Delta Size", "Single Field Savings", "Multi Field Savings", "Simulated 10s Savings",
        "Bandwidth Saved (10s)", "FPS Idle", "FPS High Activity", "CPU at Idle", "CPU Savings at Idle", "Capacity Increase",
        "State Message Latency", "Delta Message Latency", "JSON Serialization", "Per-Frame Overhead", "Overhead vs 30 FPS Budget",
        "live", "machine", "runtime", "version", "commit", "date",
    ];

    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [TestMethod]
    public async Task Report_Json_HasExactlyTheKeys()
    {
        Assert.AreEqual(ExitCode.Ok, await RunAsync("report", "--no-live", "--json"));
        using JsonDocument report = JsonDocument.Parse(_output.ToString());
        CollectionAssert.AreEqual(Keys, report.RootElement.EnumerateObject().Select(p => p.Name).ToArray());
        foreach (string key in Keys.TakeWhile(k => k != "live"))
        {
            JsonElement figure = report.RootElement.GetProperty(key);
            CollectionAssert.AreEqual(
                (string[])["value", "unit", "basis", "meaning"], figure.EnumerateObject().Select(p => p.Name).ToArray());
            Assert.IsGreaterThan(0.0, figure.GetProperty("value").GetDouble(), key);
        }

        Assert.AreEqual("simulated", Text(report, "Simulated 10s Savings", "basis"));
        Assert.AreEqual("bytes", Text(report, "Full State Size", "unit"));
        Assert.AreEqual(17, report.RootElement.GetProperty("FPS Idle").GetProperty("value").GetInt32());
        Assert.AreEqual(49, report.RootElement.GetProperty("FPS High Activity").GetProperty("value").GetInt32());
    }

    [TestMethod]
    public async Task Report_Table_HasEveryFigureAndItsBasis()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.AreEqual(ExitCode.Ok, await RunAsync("report", "--no-live", "--json", file));
            foreach (string key in Keys.TakeWhile(k => k != "live"))
            {
                StringAssert.Contains(_output.ToString(), key);
            }

            JsonDocument.Parse(await File.ReadAllBytesAsync(file)).Dispose();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public async Task Load_AddressThatIsNotLoopback_IsRefusedWithTheReason()
    {
        Assert.AreEqual(ExitCode.Usage, await RunAsync("load", "--url", "ws://192.0.2.1/ws", "--clients", "0"));
        StringAssert.Contains(_output.ToString(), "loopback");
        StringAssert.Contains(_output.ToString(), "--clients must be 1 to 20,000");
    }

    private static string? Text(JsonDocument report, string key, string name) =>
        report.RootElement.GetProperty(key).GetProperty(name).GetString();

    private Task<int> RunAsync(params string[] args) =>
        BenchCommand.Create(_output, TimeProvider.System).Parse(args).InvokeAsync();
}
