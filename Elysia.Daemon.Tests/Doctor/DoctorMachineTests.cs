using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Elysia.Doctor;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Doctor;

/// <summary>The checks that need folders or a proxy, on real ones.</summary>
[TestClass]
[SupportedOSPlatform("linux")]
internal sealed class DoctorMachineTests
{
    private const long Her = 990;

    [TestMethod]
    public async Task Folders_MissingForeignAndReadableSecrets_AreReported()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("elysia-doctor");
        root.CreateSubdirectory("var/lib/elysia");
        root.CreateSubdirectory("etc/elysia");
        string secret = Path.Combine(root.FullName, "etc/elysia/elysia.env");
        await File.WriteAllTextAsync(secret, "ELYSIA_PORT=1\n");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        string[] facts = [.. (await new FolderCheck(root.FullName, Her, _ => Her + 1).RunAsync()).Select(f => f.Fact)];

        CollectionAssert.IsSubsetOf(
            new[]
            {
                "/var/lib/elysia belongs to another user, so the daemon cannot write there.",
                "/var/log/elysia is missing.",
                "Every user of this machine can read /etc/elysia/elysia.env, and it may hold a secret.",
            },
            facts);
        root.Delete(recursive: true);
    }

    [TestMethod]
    public async Task Folders_WithoutTheAccount_AreNotChecked() =>
        Assert.IsEmpty(await new FolderCheck("/", null, _ => null).RunAsync());

    [TestMethod]
    public void UserId_Passwd_IsParsed()
    {
        Assert.AreEqual(990, FolderCheck.UserId(["root:x:0:0::/:/bin/sh", "elysia:x:990:990::/var/lib/elysia:/bin/false"]));
        Assert.IsNull(FolderCheck.UserId(["elysian:x:1:1::/:/bin/sh"]));
    }

    [TestMethod]
    public void FileOwner_FileOfThisProcess_IsItsUser()
    {
        string path = Path.GetTempFileName();
        string[] ids = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("Uid:", StringComparison.Ordinal))
            .Split('\t');
        Assert.AreEqual(ids[2], $"{FileOwner.Read(path)}");
        File.Delete(path);
        Assert.IsNull(FileOwner.Read(path));
    }

    [TestMethod]
    public async Task Proxy_LeadsToThisDaemon_PassesWebSockets()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        var here = new RunningDaemon("1", Environment.ProcessId);
        var url = new Uri($"http://127.0.0.1:{host.Address.Port}/");

        IReadOnlyList<Finding> findings = await new ProxyCheck(url, here, TimeProvider.System).RunAsync();
        Assert.IsTrue(findings.All(f => f.Severity == Severity.Ok), string.Join('\n', findings));
        CollectionAssert.AreEqual(
            new[] { $"{url} leads to this daemon.", "WebSockets pass through the proxy." },
            findings.Select(f => f.Fact).ToArray());

        findings = await new ProxyCheck(url, here with { ProcessId = 1 }, TimeProvider.System).RunAsync();
        StringAssert.Contains(findings[0].Fact, "another daemon", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("HTTP/1.1 502 Bad Gateway", "", "does not reach Elysia (502)")]
    [DataRow("HTTP/1.1 200 OK", "<html>", "is not Elysia")]
    [DataRow("HTTP/1.1 200 OK", "{\"version\":\"1\",\"pid\":7}", "WebSockets do not pass")]
    public async Task Proxy_Misconfigured_ReportsTheFault(string status, string body, string fact)
    {
        using var proxy = new CancellationTokenSource();
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string answer = $"{status}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        Task serving = ServeAsync(listener, answer, proxy.Token);
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        IReadOnlyList<Finding> findings = await new ProxyCheck(url, new RunningDaemon("1", 7), TimeProvider.System).RunAsync();

        Finding problem = findings.First(f => f.Severity == Severity.Problem);
        StringAssert.Contains(problem.Fact, fact, StringComparison.Ordinal);
        await proxy.CancelAsync();
        await serving;
        listener.Stop();
    }

    [TestMethod]
    public async Task Proxy_NoListener_ReportsThatItCannotBeReached()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        Finding finding = (await new ProxyCheck(url, null, TimeProvider.System).RunAsync()).Single();
        StringAssert.Contains(finding.Fact, "cannot be reached", StringComparison.Ordinal);
    }

    private static async Task ServeAsync(TcpListener listener, string answer, CancellationToken stopping)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stopping);
                NetworkStream stream = client.GetStream();
                await stream.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, stopping);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
