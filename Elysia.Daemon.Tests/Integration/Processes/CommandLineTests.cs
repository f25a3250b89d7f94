using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Integration.Processes;

/// <summary>The command line as an operator sees it: help, version, the configuration and its errors, and the format of
/// log lines.</summary>
[TestClass]
internal sealed class CommandLineTests
{
    private const string Secret = "a-secret-of-more-than-thirty-two-bytes";

    [TestMethod]
    public async Task Help_Short_FitsAScreenAndNamesEveryCommandAndTheHelpOfOptions()
    {
        (int code, string output, _) = await RunAsync(["--help"]);
        Assert.AreEqual(0, code);
        string[] lines = output.Split('\n');
        Assert.IsLessThanOrEqualTo(40, lines.Length);
        Assert.IsLessThanOrEqualTo(100, lines.Max(line => line.Length));
        foreach (var command in Elysia.Commands.CommandLine.Create(TextWriter.Null, TextWriter.Null).Subcommands)
        {
            Assert.IsTrue(lines.Any(line => line.StartsWith($"  {command.Name} ", StringComparison.Ordinal)), command.Name);
        }

        StringAssert.Contains(output, $"`elysia help options` lists all {OptionTable.All.Count}", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task HelpOptions_Text_HasEveryOptionWithMeaningRangeAndDefault()
    {
        (int code, string output, _) = await RunAsync(["help", "options"]);
        Assert.AreEqual(0, code);
        Assert.IsLessThanOrEqualTo(100, output.Split('\n').Max(line => line.Length));
        string text = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (OptionDescriptor option in OptionTable.All)
        {
            string alias = option.Alias is null ? "" : $" (or {option.Alias})";
            string unit = option.Unit is null ? "" : $" ({option.Unit})";
            string value = option.Get(new DaemonOptions()) ?? "unset";
            StringAssert.Contains(
                text, $"{option.Name}{alias} {option.Help} Allowed: {option.Allowed}{unit}. Default: {value}.",
                StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public async Task Help_OfACommand_IsThatOfTheCommand()
    {
        (int code, string output, _) = await RunAsync(["help", "memory", "forget"]);
        (_, string own, _) = await RunAsync(["memory", "forget", "--help"]);
        Assert.AreEqual(0, code);
        StringAssert.Contains(output, "elysia memory forget", StringComparison.Ordinal);
        Assert.AreEqual(own, output);
    }

    [TestMethod]
    public async Task Help_OfAnUnknownCommand_IsAUsageError()
    {
        (int code, _, string error) = await RunAsync(["help", "tokens"]);
        Assert.AreEqual(64, code);
        StringAssert.Contains(error, "no command tokens", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Version_Printed_IsTheVersionOfTheBuild()
    {
        (int code, string output, _) = await RunAsync(["--version"]);
        Assert.AreEqual(0, code);
        Assert.AreEqual(Elysia.Hosting.Version.Text, output.Trim());
    }

    [TestMethod]
    public async Task Run_UnknownArgument_IsReportedAndExitsWith64()
    {
        (int code, _, string error) = await RunAsync(["--prot", "1"]);
        Assert.AreEqual(64, code);
        StringAssert.Contains(error, "--prot", StringComparison.Ordinal);
        StringAssert.Contains(error, "elysia --help", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Config_AliasesAndSecrets_PrintsEffectiveValuesAndMasksSecrets()
    {
        (int code, string output, string error) = await RunAsync(
            ["config"], ("AVATAR_PORT", "1111"), ("ELYSIA_PORT", "2222"), ("MIN_FPS", "20"), ("JWT_SECRET", Secret),
            ("ELYSIA_PROT", "1"), ("ENABLE_LOGGING", "1"));
        Assert.AreEqual(0, code);
        string[] lines = output.Split('\n');
        CollectionAssert.Contains(lines, "ELYSIA_PORT=2222");
        CollectionAssert.Contains(lines, "ELYSIA_MIN_FPS=20");
        CollectionAssert.Contains(lines, "ELYSIA_JWT_SECRET=********");
        CollectionAssert.Contains(lines, "#ELYSIA_HTTP_PORT=");
        Assert.DoesNotContain(Secret, output + error, StringComparison.Ordinal);
        StringAssert.Contains(error, "ELYSIA_PROT is not an option of Elysia; did you mean ELYSIA_PORT?",
            StringComparison.Ordinal);
        StringAssert.Contains(error, "ENABLE_LOGGING has no effect in this version", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Config_ItsOwnOutput_IsReadBackTheSame()
    {
        (_, string first, _) = await RunAsync(["config"], ("ELYSIA_DELTA_THRESHOLD", "0.025"), ("ELYSIA_MAX_FPS", "90"));
        (string, string)[] again = [.. first.Split('\n')
            .Where(l => l.Contains('=', StringComparison.Ordinal) && !l.StartsWith('#')).Select(l => l.Split('=', 2))
                .Select(p => (p[0], p[1]))];
        (_, string second, _) = await RunAsync(["config"], again);
        Assert.AreEqual(first, second);
    }

    [TestMethod]
    [DataRow("config")]
    [DataRow("")]
    public async Task Run_WrongConfiguration_ReportsEveryErrorAndExitsWith78(string command)
    {
        (int code, string output, string error) = await RunAsync(
            command.Length == 0 ? [] : [command],
            ("ELYSIA_PORT", "seventy"), ("MAX_FPS", "1000"), ("ELYSIA_AUTH", "maybe"), ("ELYSIA_JWT_SECRET", "short"));
        Assert.AreEqual(78, code);
        Assert.AreEqual("", output.Trim());
        StringAssert.StartsWith(error, "The configuration has 4 error(s):", StringComparison.Ordinal);
        StringAssert.Contains(error, "ELYSIA_PORT is \"seventy\"; allowed: a whole number from 0 to 65535.",
            StringComparison.Ordinal);
        StringAssert.Contains(error, "MAX_FPS is \"1000\"; allowed: a whole number from 1 to 120.", StringComparison.Ordinal);
        StringAssert.Contains(error, "ELYSIA_AUTH is \"maybe\"; allowed: off (or false, 0, no), jwt", StringComparison.Ordinal);
        StringAssert.Contains(error, "ELYSIA_JWT_SECRET is (secret); allowed: at least 32 bytes.", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Run_MistypedName_LogsAWarning()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("ELYSIA_SLOWCLOSE", "5"));
        Assert.IsTrue(daemon.Output.Any(l => l.Contains("did you mean ELYSIA_SLOW_CLOSE?", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Log_UnderSystemd_HasTheJournalFormat()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("NOTIFY_SOCKET", systemd.Address));
        Assert.IsTrue(daemon.Output.All(l => l.StartsWith('<') && l[2] == '>'), string.Join('\n', daemon.Output));
        StringAssert.StartsWith(daemon.Output.Last(), "<6>Elysia.Daemon[1] ", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Log_Elsewhere_HasOneReadableLinePerEvent()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync();
        StringAssert.Matches(daemon.Output.Last(), new(@"^\d\d:\d\d:\d\d\.\d{3} info: Elysia\.Daemon\[1\] Elysia .* is awake"));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(
        string[] arguments, params (string, string)[] environment)
    {
        using DaemonProcess daemon = DaemonProcess.Start(arguments, environment);
        int code = await daemon.ExitAsync();
        return (code, string.Join('\n', daemon.Output), string.Join('\n', daemon.Error));
    }
}
