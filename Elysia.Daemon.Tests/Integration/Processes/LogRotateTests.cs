using System.IO.Compression;
using System.Text.RegularExpressions;
using Elysia.Hosting.Logs;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Integration.Processes;

/// <summary>The log files of the real daemon under the real logrotate, with the installed configuration.</summary>
[TestClass]
internal sealed class LogRotateTests : IDisposable
{
    private const string Refusal = "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    private const string Line = "A request for a WebSocket was refused";
    private const int Rotations = 3;

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Rotate_WhileLinesAreWritten_LosesNoLine()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(
            ("ELYSIA_LOG_DIR", _folder.Path), ("ELYSIA_LOG_LEVEL", "debug"));
        string configuration = await ConfigurationAsync(daemon.Id);
        using var stop = new CancellationTokenSource();
        Task<int>[] noise = [.. Enumerable.Range(0, 4).Select(_ => ProvokeAsync(daemon.Port, stop.Token))];
        for (int rotation = 1; rotation <= Rotations; rotation++)
        {
            await Eventually.TrueAsync(() => Count(_folder.File(LogFile.FileName)) > 20, "the file has lines to rotate");
            (int code, string output) = await Tool.RunAsync(
                "logrotate", ["-f", "-s", _folder.File("state"), configuration]);
            Assert.AreEqual(0, code, output);
            await Eventually.TrueAsync(() => File.Exists(_folder.File(LogFile.FileName)), "the daemon has a new file");
        }

        await stop.CancelAsync();
        int refused = (await Task.WhenAll(noise)).Sum();
        daemon.Send(DaemonProcess.Signal.Terminate);
        Assert.AreEqual(0, await daemon.ExitAsync());

        string[] files = Directory.GetFiles(_folder.Path, $"{LogFile.FileName}*");
        Assert.HasCount(Rotations + 1, files);
        Assert.IsTrue(files.Any(f => f.EndsWith(".gz", StringComparison.Ordinal)), "Older files must be compressed.");
        Assert.AreEqual(refused, files.Sum(Count), "There must be one line for each refused request, over all files.");
        Assert.AreEqual(refused, daemon.Output.Count(l => l.Contains(Line, StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Sighup_WithoutALogFile_DoesNotEndTheDaemon()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync();
        daemon.Send(DaemonProcess.Signal.Hangup);
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("full");
        daemon.Send(DaemonProcess.Signal.Terminate);
        Assert.AreEqual(0, await daemon.ExitAsync());
    }

    [TestMethod]
    public async Task Start_FolderCannotBeCreated_ExitsWith78AndReportsTheReason()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "");
        using DaemonProcess daemon = DaemonProcess.Start([], ("ELYSIA_PORT", "0"), ("LOG_DIR", _folder.File("file")));
        Assert.AreEqual(78, await daemon.ExitAsync());
        StringAssert.Contains(string.Join('\n', daemon.Error), "ELYSIA_LOG_DIR");
    }

    /// <summary>Writes the installed configuration for this folder, and for this process instead of the
    /// service.</summary>
    private async Task<string> ConfigurationAsync(int process)
    {
        (_, string user) = await Tool.RunAsync("id", ["-un"]);
        (_, string group) = await Tool.RunAsync("id", ["-gn"]);
        string installed = SourceTree.Read("packaging/logrotate/elysia-avatar");
        string here = installed.Replace("/var/log/elysia/", $"{_folder.Path}/", StringComparison.Ordinal)
            .Replace("su elysia elysia", $"su {user.Trim()} {group.Trim()}", StringComparison.Ordinal);
        here = Regex.Replace(here, "systemctl kill [^\n]*", $"kill -HUP {process}");
        Assert.Contains($"kill -HUP {process}", here, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_folder.File("configuration"), here);
        return _folder.File("configuration");
    }

    private static async Task<int> ProvokeAsync(int port, CancellationToken stop)
    {
        int refused = 0;
        while (!stop.IsCancellationRequested)
        {
            using RawClient client = await RawClient.ConnectAsync(port);
            await client.SendAsync(Refusal);
            await client.ReadToEndAsync();
            refused++;
        }

        return refused;
    }

    private static int Count(string path)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress) : file);
        return text.ReadToEnd().Split('\n').Count(l => l.Contains(Line, StringComparison.Ordinal));
    }
}
