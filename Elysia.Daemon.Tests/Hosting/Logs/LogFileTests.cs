using System.Text;
using System.Text.Json;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Elysia.Tests.Hosting.Logs;

/// <summary>The log file never blocks a thread that logs, counts lost lines, and can be reopened.</summary>
[TestClass]
internal sealed class LogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File(LogFile.FileName);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Add_ManyLines_WritesAllInOrder()
    {
        using (LogFile file = LogFile.Open(_folder.Path))
        {
            for (int i = 0; i < LogFile.QueueMaxLines; i++)
            {
                file.Add(Line(i));
            }

            await Eventually.TrueAsync(() => file.Written == LogFile.QueueMaxLines, "every line is written");
            Assert.AreEqual(0, file.Dropped);
        }

        CollectionAssert.AreEqual(
            Enumerable.Range(0, LogFile.QueueMaxLines).Select(i => $"line {i}").ToArray(), File.ReadAllLines(FilePath));
    }

    [TestMethod]
    public async Task Add_DiskDoesNotRespond_DropsLinesBeyondTheBoundAndNeverWaits()
    {
        using var disk = new ManualResetEventSlim();
        using var waiting = new ManualResetEventSlim();
        LogFile file = LogFile.Open(_folder.Path, (stream, line) =>
        {
            waiting.Set();
            disk.Wait();
            stream.Write(line.Span);
        });
        file.Add(Line(0));
        Assert.IsTrue(waiting.Wait(Eventually.Deadline), "The writer did not write the first line.");

        // The writer has taken the first line, so the queue is empty: it accepts lines up to its bound, and ten more
        // are dropped.
        for (int i = 1; i <= LogFile.QueueMaxLines + 10; i++)
        {
            file.Add(Line(i));
        }

        Assert.AreEqual(10, file.Dropped);
        Assert.AreEqual(10, file.TakeDropped());
        Assert.AreEqual(0, file.TakeDropped());
        disk.Set();
        await Eventually.TrueAsync(() => file.Written == LogFile.QueueMaxLines + 1, "what waited is written");
        file.Dispose();
    }

    [TestMethod]
    public async Task Add_DiskIsFull_CountsTheLineAndStartsANewOneOnceThereIsSpace()
    {
        bool isFull = true;
        LogFile file = LogFile.Open(_folder.Path, (stream, line) =>
        {
            stream.Write(isFull ? line.Span[..3] : line.Span);
            if (isFull)
            {
                throw new IOException("No space left on device");
            }
        });
        file.Add(Line(1));
        await Eventually.TrueAsync(() => file.Dropped == 1, "the line is counted as lost");
        isFull = false;
        file.Add(Line(2));
        await Eventually.TrueAsync(() => file.Written == 1, "the next line is written");
        file.Dispose();
        CollectionAssert.AreEqual(new[] { "lin", "line 2" }, File.ReadAllLines(FilePath));
    }

    [TestMethod]
    public async Task Reload_AfterARename_WritesToANewFile()
    {
        using LogFile file = LogFile.Open(_folder.Path);
        file.Add(Line(1));
        await Eventually.TrueAsync(() => file.Written == 1, "the first line is written");
        File.Move(FilePath, $"{FilePath}.1");
        Assert.IsNull(file.Reload());
        file.Add(Line(2));
        await Eventually.TrueAsync(() => file.Written == 2, "the second line is written");
        Assert.AreEqual("line 1\n", File.ReadAllText($"{FilePath}.1"));
        Assert.AreEqual("line 2\n", File.ReadAllText(FilePath));
    }

    [TestMethod]
    public async Task Reload_FolderIsGone_ReturnsTheFaultAndKeepsTheOldFile()
    {
        string folder = _folder.File("logs");
        using LogFile file = LogFile.Open(folder);
        Directory.Move(folder, _folder.File("moved"));
        StringAssert.Contains(file.Reload(), "logs");
        file.Add(Line(1));
        await Eventually.TrueAsync(() => file.Written == 1, "the line is written");
        Assert.AreEqual("line 1\n", File.ReadAllText(Path.Combine(_folder.File("moved"), LogFile.FileName)));
    }

    [TestMethod]
    [DataRow(LogFormat.Json)]
    [DataRow(LogFormat.Console)]
    public void AddElysia_WithAFile_WritesInTheConfiguredFormat(LogFormat format)
    {
        LogAwake(format);
        string line = File.ReadAllLines(FilePath)[0];
        if (format == LogFormat.Json)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            Assert.AreEqual(5, json.RootElement.GetProperty("EventId").GetInt32());
            Assert.AreEqual("Critical", json.RootElement.GetProperty("LogLevel").GetString());
            StringAssert.Contains(json.RootElement.GetProperty("Exception").GetString(), "first");
            StringAssert.Matches(json.RootElement.GetProperty("Timestamp").GetString(), Moment());
            return;
        }

        StringAssert.Matches(line, Moment());
        StringAssert.EndsWith(line, "Z critical Elysia.Daemon[5] A bug in the daemon ended it", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(LogFormat.Json, 0)]
    [DataRow(LogFormat.Json, 1)]
    [DataRow(LogFormat.Console, 0)]
    [DataRow(LogFormat.Console, 1)]
    public void AddElysia_OverlongEvent_IsCutToTheBoundBetweenCharacters(LogFormat format, int before)
    {
        string endless = new string('x', before) + string.Concat(Enumerable.Repeat("😀", FileLogger.LineMaxChars));
        Log(format, log =>
        {
            log.ConfigurationWarning(endless);
            log.Crashed(new InvalidOperationException(endless));
            log.ConfigurationWarning("short");
        });
        string text = File.ReadAllText(FilePath);
        Assert.DoesNotContain("\uFFFD", text);
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.IsLessThanOrEqualTo(FileLogger.LineMaxChars, lines.Max(l => l.Length + 1));
        StringAssert.Contains(lines[^1], "short");
        if (format != LogFormat.Json)
        {
            return;
        }

        Assert.HasCount(3, lines);
        using JsonDocument warning = JsonDocument.Parse(lines[0]);
        string message = warning.RootElement.GetProperty("Message").GetString()!;
        Assert.IsGreaterThan(200, message.Length, "The cut left too little.");
        Assert.StartsWith(endless[..100], message);
        Assert.DoesNotContain("\uFFFD", message);
        Assert.AreEqual("Warning", warning.RootElement.GetProperty("LogLevel").GetString());
        StringAssert.Matches(warning.RootElement.GetProperty("Timestamp").GetString(), Moment());
        using JsonDocument crash = JsonDocument.Parse(lines[1]);
        Assert.AreEqual(5, crash.RootElement.GetProperty("EventId").GetInt32());
        StringAssert.Contains(crash.RootElement.GetProperty("Exception").GetString(), "InvalidOperationException");
    }

    private void LogAwake(LogFormat format) => Log(
        format,
        log =>
        {
            log.ConfigurationWarning("below the level");
            log.Crashed(new InvalidOperationException("first\nsecond"));
        },
        LogThreshold.Critical);

    private void Log(LogFormat format, Action<ILogger> events, LogThreshold level = LogThreshold.Warning)
    {
        using LogFile file = LogFile.Open(_folder.Path);
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.AddElysia(new DaemonOptions { LogFormat = format, LogLevel = level }, file));
        using ServiceProvider provider = services.BuildServiceProvider();
        events(provider.GetRequiredService<ILogger<Daemon>>());
    }

    private static System.Text.RegularExpressions.Regex Moment() => new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z");

    private static byte[] Line(int number) => Encoding.UTF8.GetBytes($"line {number}\n");
}
