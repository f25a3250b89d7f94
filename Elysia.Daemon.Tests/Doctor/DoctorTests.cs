using System.Net;
using System.Net.Sockets;
using Elysia.Commands;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Doctor;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Doctor;

/// <summary>Each check distinguishes a healthy machine from a faulty one and names a remedy.</summary>
[TestClass]
internal sealed class DoctorTests
{
    private static readonly DateTimeOffset Made = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void EnvironmentFile_CommentsQuotesAndInvalidLines_AreReadAsSystemdDoes()
    {
        (Dictionary<string, string> values, List<string> strange) = EnvironmentFile.Parse(
            ["# ELYSIA_PORT=1", "; x", "", " ELYSIA_PORT = 2", "ELYSIA_HOST=\"127.0.0.1\"", "ELYSIA_MIN_FPS='20'", "export A=1",
                "ELYSIA_HTTP_PORT="]);

        Assert.AreEqual("ELYSIA_HOST=127.0.0.1 ELYSIA_MIN_FPS=20", string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")));
        CollectionAssert.AreEqual(new[] { "ELYSIA_PORT = 2", "export A=1" }, strange);
    }

    [TestMethod]
    [DataRow("ELYSIA_PORT", "seventy", Severity.Problem, "ELYSIA_PORT is \"seventy\"")]
    [DataRow("ELYSIA_PROT", "1", Severity.Warning, "did you mean ELYSIA_PORT?")]
    [DataRow("ELYSIA_PORT", "9000", Severity.Ok, "1 of ")]
    public async Task Configuration_Value_IsChecked(string name, string value, Severity severity, string fact)
    {
        OptionsResult read = OptionsReader.Read(new Dictionary<string, string> { [name] = value });
        Finding finding = await OnlyAsync(new ConfigurationCheck("elysia.env", read, []));
        AssertFinding(severity, fact, finding);
    }

    [TestMethod]
    public async Task Port_NoListenerOrAnotherProgram_AreDistinguished()
    {
        var another = new TcpListener(IPAddress.Loopback, 0);
        another.Start();
        var options = new DaemonOptions { Port = ((IPEndPoint)another.LocalEndpoint).Port };
        AssertFinding(Severity.Problem, "Another program listens on", await OnlyAsync(new PortCheck(options, null)));

        another.Stop();
        AssertFinding(Severity.Problem, "No program listens", await OnlyAsync(new PortCheck(options, null)));
        AssertFinding(Severity.Ok, "Elysia 1 answers", await OnlyAsync(new PortCheck(options, new RunningDaemon("1", 2))));
        AssertFinding(Severity.Problem, "not an address of this machine",
            await OnlyAsync(new PortCheck(options with { Host = "192.0.2.77" }, null)));
    }

    [TestMethod]
    public async Task RunningDaemon_RealOne_IsRecognised()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        using var http = new HttpClient();
        RunningDaemon? running = await RunningDaemon.AskAsync(http, "127.0.0.1", host.Address.Port);
        Assert.AreEqual(Environment.ProcessId, running?.ProcessId);
        Assert.IsNull(RunningDaemon.Parse("{\"status\":\"ok\"}"));
        Assert.IsNull(RunningDaemon.Parse("<html>"));
    }

    [TestMethod]
    [DataRow("ActiveState=active\nNRestarts=0", Severity.Ok, "runs")]
    [DataRow("ActiveState=failed\nResult=exit-code\nExecMainStatus=78", Severity.Problem, "configuration is wrong (78)")]
    [DataRow("ActiveState=activating\nExecMainStatus=69", Severity.Problem, "cannot listen on its address (69)")]
    [DataRow("ActiveState=activating\nResult=exit-code\nExecMainStatus=70", Severity.Problem, "keeps restarting")]
    [DataRow("ActiveState=inactive\nResult=success\nExecMainStatus=0", Severity.Problem, "is not running")]
    public async Task Service_State_IsReported(string unit, Severity severity, string fact) => AssertFinding(
        severity, fact, await OnlyAsync(new ServiceCheck(() => Task.FromResult<string?>($"LoadState=loaded\n{unit}\n"))));

    [TestMethod]
    public async Task Service_RestartedOrDisabled_IsReportedAndNothingWithoutSystemd()
    {
        const string Unit = "LoadState=loaded\nActiveState=active\nNRestarts=3\nUnitFileState=disabled";
        IReadOnlyList<Finding> findings = await new ServiceCheck(() => Task.FromResult<string?>(Unit)).RunAsync();
        AssertFinding(Severity.Warning, "restart the daemon 3 times", findings[1]);
        AssertFinding(Severity.Warning, "does not start at boot", findings[2]);
        Assert.IsEmpty(await new ServiceCheck(() => Task.FromResult<string?>(null)).RunAsync());
        Assert.IsEmpty(await new ServiceCheck(() => Task.FromResult<string?>("LoadState=not-found")).RunAsync());
    }

    [TestMethod]
    [DataRow(20_000L, Severity.Ok, "enough for")]
    [DataRow(256L, Severity.Warning, "may open only 256 files")]
    [DataRow(null, Severity.Warning, "not known")]
    public async Task Descriptors_Limit_IsChecked(long? limit, Severity severity, string fact) => AssertFinding(
        severity, fact, await OnlyAsync(new DescriptorCheck(new DaemonOptions(), limit, "Elysia")));

    [TestMethod]
    [DataRow(1, true, Severity.Ok, "is synchronised")]
    [DataRow(1, false, Severity.Warning, "nothing synchronises")]
    [DataRow(1, null, Severity.Warning, "not known")]
    [DataRow(-1, true, Severity.Problem, "was installed later")]
    public async Task Clock_TimeAndKernel_AreChecked(int days, bool? synchronised, Severity severity, string fact)
    {
        var time = new FixedTime(Made.AddDays(days));
        AssertFinding(severity, fact, await OnlyAsync(new ClockCheck(time, Made, synchronised)));
    }

    [TestMethod]
    [DataRow(AuthMode.Off, null, 0, Severity.Ok, "No client needs a token")]
    [DataRow(AuthMode.Off, "a secret of more than thirty-two bytes", 0, Severity.Warning, "ELYSIA_AUTH is off")]
    [DataRow(AuthMode.Jwt, null, 0, Severity.Problem, "no secret")]
    [DataRow(AuthMode.Jwt, null, 48, Severity.Ok, "the secret is there")]
    [DataRow(AuthMode.Jwt, null, 8, Severity.Problem, "shorter than 32 bytes")]
    public async Task Token_SecretAndMode_AreCompared(
        AuthMode auth, string? secret, int bytesOnDisk, Severity severity, string fact)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (bytesOnDisk > 0)
        {
            await File.WriteAllBytesAsync(path, new byte[bytesOnDisk]);
        }

        var options = new DaemonOptions { Auth = auth, JwtSecret = secret is null ? null : new Secret(secret) };
        AssertFinding(severity, fact, await OnlyAsync(new TokenCheck(options, path)));
        File.Delete(path);
    }

    [TestMethod]
    public async Task Transport_OnThisRuntime_PassesTheSelfTest() =>
        AssertFinding(Severity.Ok, "taken out of HttpListener", await OnlyAsync(new TransportCheck(TimeProvider.System)));

    [TestMethod]
    public async Task Write_Problem_ExitsWithOneAndPrintsTheRemedy()
    {
        using var output = new StringWriter();
        Assert.AreEqual(0, await DoctorCommand.WriteAsync([Finding.Ok("a", "b"), Finding.Warning("a", "c", "do d")], output));
        Assert.AreEqual(1, await DoctorCommand.WriteAsync([Finding.Problem("a", "e", "do f")], output));
        StringAssert.Contains(output.ToString(), "-> do f", StringComparison.Ordinal);
        StringAssert.Contains(output.ToString(), "1 problems, 0 warnings", StringComparison.Ordinal);
    }

    private static async Task<Finding> OnlyAsync(ICheck check) => (await check.RunAsync()).Single();

    private static void AssertFinding(Severity severity, string fact, Finding finding)
    {
        Assert.AreEqual(severity, finding.Severity, finding.Fact);
        StringAssert.Contains(finding.Fact, fact, StringComparison.Ordinal);
        Assert.AreEqual(severity == Severity.Ok, finding.Remedy is null, "A finding has a remedy exactly if something is wrong.");
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
