using System.CommandLine;
using System.Text.RegularExpressions;
using Elysia.Commands;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Packaging;

/// <summary>Compares the texts of a package with the binary: the environment file, the man page, the version.</summary>
[TestClass]
internal sealed partial class PackageTextTests
{
    [TestMethod]
    public void Template_EveryOption_StandsThereOnceWithDefaultAndReason()
    {
        string[] blocks = [.. EnvironmentTemplate.Text().Split("\n\n")[1..]
            .Where(block => !block.StartsWith("## ", StringComparison.Ordinal))];
        var defaults = new DaemonOptions();

        Assert.HasCount(OptionTable.All.Count, blocks);
        foreach ((OptionDescriptor option, string block) in OptionTable.All.Zip(blocks))
        {
            string[] lines = block.TrimEnd('\n').Split('\n');
            Assert.AreEqual($"#{option.Name}={option.Get(defaults)}", lines[^1]);
            Assert.AreEqual($"# {option.Help}", lines[0]);
            StringAssert.Contains(lines[1], option.Allowed);
        }
    }

    [TestMethod]
    public void Template_EveryDefaultTakenAsAValue_IsTheDefault()
    {
        Dictionary<string, string> values = Assignment().Matches(EnvironmentTemplate.Text())
            .Where(m => m.Groups[2].Length > 0).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

        OptionsResult read = OptionsReader.Read(values);

        Assert.IsEmpty(read.Errors);
        Assert.IsEmpty(read.Warnings);
        Assert.AreEqual(new DaemonOptions(), read.Options);
    }

    [TestMethod]
    public void Template_EveryGroup_IsAHeadingAboveItsFirstOption()
    {
        string text = EnvironmentTemplate.Text();
        foreach (OptionGroup group in OptionTable.Groups)
        {
            StringAssert.Contains(text, $"\n## {group.Title}\n\n# {group.Options[0].Help}\n", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Template_NoLine_EndsInABackslash()
    {
        // systemd would treat the next line as part of the comment (systemd.exec(5), EnvironmentFile=).
        Assert.IsFalse(EnvironmentTemplate.Text().Split('\n').Any(line => line.EndsWith('\\')));
    }

    [TestMethod]
    public void ManPage_EveryCommandAndOption_IsThere()
    {
        string page = SourceTree.Read("packaging/man/elysia.8").Replace("\\-", "-", StringComparison.Ordinal);

        RootCommand root = Elysia.Commands.CommandLine.Create(TextWriter.Null, TextWriter.Null);
        foreach ((string path, Command command) in Commands("", root))
        {
            StringAssert.Contains(page, path, StringComparison.Ordinal);
            foreach (Option option in command.Options.Where(o => o.Name is not ("--help" or "--version")))
            {
                StringAssert.Contains(page, option.Name, StringComparison.Ordinal);
            }
        }
    }

    [TestMethod]
    public void ManPage_ExitCodes_AreTheCodes()
    {
        string[] documented = [.. ExitRow().Matches(SourceTree.Read("packaging/man/elysia.8")).Select(m => m.Groups[1].Value)];
        string[] known = [.. typeof(ExitCode).GetFields().Select(f => $"{f.GetRawConstantValue()}")];

        CollectionAssert.AreEquivalent(known, documented);
    }

    [TestMethod]
    public void Unit_ExitCodesThatDoNotRestart_AreTheConfigurations() =>
        StringAssert.Contains(SourceTree.Read("elysia.service"), $"RestartPreventExitStatus={ExitCode.Configuration}\n",
            StringComparison.Ordinal);

    [TestMethod]
    public void Unit_StopTimeout_OutlastsTheDaemonsOwnDeadline()
    {
        Match stop = Regex.Match(SourceTree.Read("elysia.service"), @"(?m)^TimeoutStopSec=(\d+)$");
        Assert.IsGreaterThan(Limits.StopDeadlineSeconds, int.Parse(stop.Groups[1].Value));
    }

    [TestMethod]
    public void Changelog_NewestRelease_IsTheVersionOfTheBuild()
    {
        string version = VersionTag().Match(SourceTree.Read("Directory.Build.props")).Groups[1].Value;
        string newest = ReleaseHeading().Matches(SourceTree.Read("CHANGELOG.md"))
            .Select(m => m.Groups[1].Value).First(name => name != "Unreleased");

        Assert.AreEqual(version, newest);
        StringAssert.StartsWith(Elysia.Hosting.Version.Text, version, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, Command Command)> Commands(string parent, Command command) =>
        command.Subcommands.SelectMany(c => Commands($"{parent} {c.Name}".Trim(), c).Prepend(($"{parent} {c.Name}".Trim(), c)));

    [GeneratedRegex(@"(?m)^#(ELYSIA_\w+)=(.*)$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?m)^\.B (\d+)$")]
    private static partial Regex ExitRow();

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex VersionTag();

    [GeneratedRegex(@"(?m)^## (\S+)")]
    private static partial Regex ReleaseHeading();
}
