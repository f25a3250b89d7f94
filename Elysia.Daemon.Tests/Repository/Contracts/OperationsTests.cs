using System.Reflection;
using System.Text.RegularExpressions;
using Elysia.Admission.Limiting;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting;
using Elysia.Http;
using Elysia.Protocol.Messages;
using Elysia.Tests.Repository.Style;
using Elysia.Transport.Clients;
using Microsoft.Extensions.Logging;

namespace Elysia.Tests.Repository.Contracts;

/// <summary>docs/OPERATIONS.md lists every limit, code and refusal of the code.</summary>
[TestClass]
internal sealed partial class OperationsTests
{
    private static readonly string[] LimitsOfViewers =
        ["ELYSIA_MAX_VIEWERS", "ELYSIA_SLOW_CLOSE", "ELYSIA_AUTH_TIMEOUT", "ELYSIA_AUTH_PENDING"];

    private readonly string _operations = SourceTree.Read("docs/OPERATIONS.md");

    [TestMethod]
    public void Limits_EveryOption_IsInTheTableWithItsDefault()
    {
        var defaults = new DaemonOptions();
        Dictionary<string, string> rows = LimitRow().Matches(_operations)
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        foreach (OptionDescriptor option in OptionTable.All.Where(IsLimit))
        {
            Assert.AreEqual(option.Get(defaults), rows.GetValueOrDefault(option.Name), option.Name);
        }

        Assert.HasCount(OptionTable.All.Count(IsLimit), rows);
    }

    [TestMethod]
    public void Closes_EveryReason_IsInTheTableWithItsCode()
    {
        Dictionary<string, string> rows = Rows("Closes of a WebSocket");
        foreach (CloseReason reason in Enum.GetValues<CloseReason>())
        {
            string code = reason switch
            {
                CloseReason.PeerClosed => "the peer's",
                CloseReason.PeerGone => "–",
                _ => $"{CloseCode.From(reason)}",
            };
            Assert.AreEqual(code, rows.GetValueOrDefault($"{reason}"), $"{reason}");
        }

        Assert.HasCount(Enum.GetValues<CloseReason>().Length, rows);
    }

    [TestMethod]
    public void Messages_EveryRefusal_IsInTheTable() =>
        AreListed<RefusalReason>("Refused messages", RefusalReason.None);

    [TestMethod]
    public void Offences_EveryOne_IsInTheTable() => AreListed<Offence>("Offenders");

    [TestMethod]
    public void Connections_EveryVerdict_IsInTheTableWithItsStatus()
    {
        Dictionary<string, string> rows = Rows("Refused connections");
        foreach (ConnectionVerdict verdict in Enum.GetValues<ConnectionVerdict>().Where(v => v != ConnectionVerdict.Accept))
        {
            HttpResponse answer = HttpResponse.Refusal(verdict);
            Assert.AreEqual($"{answer.Status}", rows.GetValueOrDefault($"{verdict}"), $"{verdict}");
            Assert.IsTrue(answer.Headers.Any(h => h.Name == "Retry-After"), $"{verdict}");
        }

        Assert.HasCount(Enum.GetValues<ConnectionVerdict>().Length - 1, rows);
    }

    [TestMethod]
    public void Handshakes_EveryVerdict_IsInTheTableWithItsStatus()
    {
        Dictionary<string, string> rows = Rows("Refused handshakes");
        foreach (UpgradeVerdict verdict in Enum.GetValues<UpgradeVerdict>().Where(v => v != UpgradeVerdict.Accept))
        {
            int status = new AuthorizationResult(verdict).Response().Status;
            Assert.AreEqual($"{status}", rows.GetValueOrDefault($"{verdict}"), $"{verdict}");
        }

        Assert.HasCount(Enum.GetValues<UpgradeVerdict>().Length - 1, rows);
    }

    [TestMethod]
    public void ExitCodes_EveryOne_IsInTheTable()
    {
        string[] codes = [.. typeof(ExitCode).GetFields().Select(f => $"{f.GetRawConstantValue()}")];
        string[] rows = [.. ExitRow().Matches(Section("Exit codes")).Select(m => m.Groups[1].Value)];
        CollectionAssert.AreEquivalent(codes, rows);
    }

    [TestMethod]
    public void OffenderLine_OfTheLog_IsTheOneThatIsDocumentedAndFail2banReads()
    {
        LoggerMessageAttribute offends = typeof(Daemon).Assembly.GetType("Elysia.Admission.AdmissionLog")!
            .GetMethod("Offends")!.GetCustomAttribute<LoggerMessageAttribute>()!;
        string line = offends.Message.Replace("{Address}", "203.0.113.7", StringComparison.Ordinal)
            .Replace("{Count}", "20", StringComparison.Ordinal)
            .Replace("{Offence}", $"{Offence.TooManyConnections}", StringComparison.Ordinal);
        StringAssert.Contains(_operations, $"\n{line}\n", StringComparison.Ordinal);
        StringAssert.Contains(_operations, $"event id {offends.EventId}", StringComparison.Ordinal);
        StringAssert.Contains(_operations, $"with {Offenders.NamedFrom} offences", StringComparison.Ordinal);
        string pattern = FailRegex().Match(_operations).Groups[1].Value
            .Replace("<HOST>", @"(?<host>\S+)", StringComparison.Ordinal);
        Assert.AreEqual("203.0.113.7", Regex.Match(line, pattern).Groups["host"].Value);
    }

    private static bool IsLimit(OptionDescriptor option) =>
        LimitsOfViewers.Contains(option.Name) || LimitOptions.All.Any(o => o.Name == option.Name);

    private void AreListed<TEnum>(string section, params TEnum[] except)
        where TEnum : struct, Enum
    {
        string[] rows = [.. NameRow().Matches(Section(section)).Select(m => m.Groups[1].Value)];
        CollectionAssert.AreEquivalent(Enum.GetValues<TEnum>().Except(except).Select(v => $"{v}").ToArray(), rows);
    }

    private Dictionary<string, string> Rows(string section) => CodeRow().Matches(Section(section))
        .ToDictionary(m => m.Groups[2].Value, m => m.Groups[1].Value);

    /// <summary>Returns the text below a heading, up to the next one.</summary>
    private string Section(string heading)
    {
        Match section = Regex.Match(_operations, $@"(?ms)^##+ {Regex.Escape(heading)}$(.*?)(^#|\z)");
        Assert.IsTrue(section.Success, heading);
        return section.Groups[1].Value;
    }

    [GeneratedRegex(@"(?m)^\| `(ELYSIA_\w+)` \| ([^|]+) \|")]
    private static partial Regex LimitRow();

    [GeneratedRegex(@"(?m)^\| ([0-9]{3,4}|–|the peer's) \| `(\w+)` \|")]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"(?m)^\| `(\w+)` \|")]
    private static partial Regex NameRow();

    [GeneratedRegex(@"(?m)^\| (\d+) \|")]
    private static partial Regex ExitRow();

    [GeneratedRegex(@"(?m)^failregex = (.*)$")]
    private static partial Regex FailRegex();
}
