using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Tests.Configuration;

/// <summary>Options are read by name and alias and checked against their ranges, and all errors are reported at
/// once.</summary>
[TestClass]
internal sealed class OptionsReaderTests
{
    [TestMethod]
    public void Read_Nothing_GivesTheDefaults()
    {
        OptionsResult read = OptionsReader.Read(new Dictionary<string, string>());
        Assert.AreEqual(new DaemonOptions(), read.Options);
        Assert.IsEmpty(read.Errors);
        Assert.IsEmpty(read.Warnings);
    }

    [TestMethod]
    [DataRow("AVATAR_HOST", "127.0.0.2", "ELYSIA_HOST")]
    [DataRow("AVATAR_PORT", "9000", "ELYSIA_PORT")]
    [DataRow("HTTP_PORT", "8080", "ELYSIA_HTTP_PORT")]
    [DataRow("MIN_FPS", "20", "ELYSIA_MIN_FPS")]
    [DataRow("MAX_FPS", "50", "ELYSIA_MAX_FPS")]
    [DataRow("DELTA_THRESHOLD", "0.02", "ELYSIA_DELTA_THRESHOLD")]
    [DataRow("LOG_LEVEL", "debug", "ELYSIA_LOG_LEVEL")]
    [DataRow("ENABLE_MONITORING", "false", "ELYSIA_MONITORING")]
    [DataRow("LOG_DIR", "/var/log/elysia", "ELYSIA_LOG_DIR")]
    [DataRow("ENABLE_AUTH", "false", "ELYSIA_AUTH")]
    [DataRow("JWT_SECRET", "0123456789abcdef0123456789abcdef", "ELYSIA_JWT_SECRET")]
    public void Read_Alias_IsReadLikeTheName(string alias, string value, string name)
    {
        OptionsResult byAlias = Read((alias, value));
        OptionsResult byName = Read((name, value));
        Assert.IsEmpty(byAlias.Errors);
        Assert.AreEqual(byName.Options, byAlias.Options);
        if (name != "ELYSIA_AUTH")
        {
            Assert.AreNotEqual(new DaemonOptions(), byAlias.Options, "The value changed nothing.");
        }
    }

    [TestMethod]
    public void Read_NameAndAlias_UsesTheName()
    {
        OptionsResult read = Read(("AVATAR_PORT", "1111"), ("ELYSIA_PORT", "2222"));
        Assert.AreEqual(2222, read.Options.Port);
    }

    [TestMethod]
    public void Read_NameAndWrongAlias_IgnoresTheAlias()
    {
        OptionsResult read = Read(("AVATAR_PORT", "nonsense"), ("ELYSIA_PORT", "2222"));
        Assert.IsEmpty(read.Errors);
        Assert.AreEqual(2222, read.Options.Port);
    }

    [TestMethod]
    public void Read_ManyErrors_ReportsAll()
    {
        OptionsResult read = Read(
            ("ELYSIA_HOST", "nowhere"), ("AVATAR_PORT", "70000"), ("ELYSIA_MIN_FPS", "zero"), ("ELYSIA_DELTA_THRESHOLD", "NaN"),
            ("ELYSIA_LOG_LEVEL", "loud"), ("ELYSIA_SLOW_CLOSE", "2"), ("ELYSIA_AUTH", "maybe"));
        Assert.HasCount(7, read.Errors);
        Has(read, "AVATAR_PORT", "\"70000\"", "0 to 65535");
        Has(read, "ELYSIA_MIN_FPS", "\"zero\"", "1 to 120");
        Has(read, "ELYSIA_DELTA_THRESHOLD", "\"NaN\"", "0.0001 to 0.5");
        Has(read, "ELYSIA_LOG_LEVEL", "\"loud\"", "one of: debug");
        Has(read, "ELYSIA_SLOW_CLOSE", "\"2\"", "3 to 3600");
        Has(read, "ELYSIA_AUTH", "\"maybe\"", "off", "jwt");
        Has(read, "ELYSIA_HOST", "\"nowhere\"", "IPv4");
    }

    [TestMethod]
    [DataRow("ELYSIA_AUTH", "jwt", AuthMode.Jwt)]
    [DataRow("ELYSIA_AUTH", "off", AuthMode.Off)]
    [DataRow("ENABLE_AUTH", "true", AuthMode.Jwt)]
    [DataRow("ENABLE_AUTH", "YES", AuthMode.Jwt)]
    [DataRow("ENABLE_AUTH", "1", AuthMode.Jwt)]
    [DataRow("ENABLE_AUTH", "on", AuthMode.Jwt)]
    [DataRow("ENABLE_AUTH", "0", AuthMode.Off)]
    [DataRow("ENABLE_AUTH", "no", AuthMode.Off)]
    public void Read_AuthInTheReferencesWords_IsOffOrJwt(string name, string value, AuthMode auth) =>
        Assert.AreEqual(auth, Read((name, value)).Options.Auth);

    [TestMethod]
    public void Read_SecretTwice_IsAnError() => Has(
        Read(("ELYSIA_JWT_SECRET", "0123456789abcdef0123456789abcdef"), ("ELYSIA_JWT_SECRET_FILE", "/etc/secret")),
        "ELYSIA_JWT_SECRET and ELYSIA_JWT_SECRET_FILE are both set");

    [TestMethod]
    [DataRow("/etc/keys.json", true)]
    [DataRow("https://login.example/keys?v=1", true)]
    [DataRow("http://127.0.0.1:9000/keys", true)]
    [DataRow("https://user:password@login.example/keys", false)]
    [DataRow("https://", false)]
    [DataRow("keys.json", false)]
    [DataRow("ftp://login.example/keys", false)]
    public void Read_Jwks_IsAPathOrAnAddressWithoutAPassword(string value, bool accepted) =>
        Assert.HasCount(accepted ? 0 : 1, Read(("ELYSIA_JWKS", value)).Errors);

    [TestMethod]
    public void Read_RatesInTheWrongOrder_IsAnErrorThatNamesBoth() =>
        Has(
            Read(("ELYSIA_MIN_FPS", "50"), ("ELYSIA_MAX_FPS", "20")),
            "ELYSIA_MIN_FPS is 50", "ELYSIA_MAX_FPS is 20", "not above");

    [TestMethod]
    public void Read_SecondPortTheSame_IsAnError() =>
        Has(Read(("ELYSIA_PORT", "9000"), ("ELYSIA_HTTP_PORT", "9000")), "ELYSIA_HTTP_PORT is 9000", "ELYSIA_PORT",
            "another port");

    [TestMethod]
    public void Read_WrongSecret_NeverShowsIt()
    {
        OptionsResult read = Read(("JWT_SECRET", "too short"));
        Has(read, "JWT_SECRET", "(secret)", "32 bytes");
        Assert.DoesNotContain("too short", read.Errors[0], StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("ELYSIA_PROT", "ELYSIA_PORT")]
    [DataRow("ELYSIA_MAXFPS", "ELYSIA_MAX_FPS")]
    [DataRow("ELYSIA_SLOWCLOSE", "ELYSIA_SLOW_CLOSE")]
    public void Read_UnknownName_WarnsAndSuggestsTheNearest(string written, string meant)
    {
        OptionsResult read = Read((written, "1"));
        Assert.IsEmpty(read.Errors);
        Assert.AreEqual($"{written} is not an option of Elysia; did you mean {meant}?", read.Warnings.Single());
    }

    [TestMethod]
    [DataRow("ENABLE_LOGGING")]
    public void Read_NameOfTheReferenceWithoutEffect_SaysSo(string name)
    {
        OptionsResult read = Read((name, "x"));
        Assert.IsEmpty(read.Errors);
        StringAssert.StartsWith(read.Warnings.Single(), $"{name} has no effect in this version: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("ELYSIA_PORT", "0", true)]
    [DataRow("ELYSIA_PORT", "65535", true)]
    [DataRow("ELYSIA_PORT", "65536", false)]
    [DataRow("ELYSIA_PORT", "-1", false)]
    [DataRow("ELYSIA_PORT", "1e3", false)]
    [DataRow("ELYSIA_PORT", "99999999999999999999", false)]
    [DataRow("ELYSIA_HTTP_PORT", "0", false)]
    [DataRow("ELYSIA_MIN_FPS", "0", false)]
    [DataRow("ELYSIA_MAX_FPS", "120", true)]
    [DataRow("ELYSIA_MAX_FPS", "121", false)]
    [DataRow("ELYSIA_DELTA_THRESHOLD", "0.5", true)]
    [DataRow("ELYSIA_DELTA_THRESHOLD", "0.51", false)]
    [DataRow("ELYSIA_DELTA_THRESHOLD", "0", false)]
    [DataRow("ELYSIA_DELTA_THRESHOLD", "0,02", false)]
    [DataRow("ELYSIA_DELTA_THRESHOLD", "Infinity", false)]
    [DataRow("ELYSIA_SLOW_CLOSE", "3", true)]
    [DataRow("ELYSIA_SLOW_CLOSE", "3601", false)]
    [DataRow("ELYSIA_HOST", "localhost", true)]
    [DataRow("ELYSIA_HOST", "127.1", false)]
    [DataRow("ELYSIA_HOST", "::1", false)]
    [DataRow("ELYSIA_LOG_LEVEL", "INFO", true)]
    [DataRow("ELYSIA_TRANSPORT", "Plain", true)]
    [DataRow("ELYSIA_TRANSPORT", "fast", false)]
    public void Read_AtTheEdgesOfARange_AcceptsOrRefuses(string name, string value, bool accepted) =>
        Assert.HasCount(accepted ? 0 : 1, Read((name, value)).Errors);

    [TestMethod]
    [DataRow("0.0.0.0")]
    [DataRow("192.0.2.7")]
    public void Read_PublicAddress_NeedsElysiaExpose(string host)
    {
        Has(Read(("ELYSIA_HOST", host)), $"ELYSIA_HOST is {host}", "other machines", "ELYSIA_EXPOSE=yes");
        Has(Read(("ELYSIA_HOST", host), ("ELYSIA_EXPOSE", "no")), "ELYSIA_EXPOSE=yes");
        Assert.IsEmpty(Read(("ELYSIA_HOST", host), ("ELYSIA_EXPOSE", "yes")).Errors);
    }

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("127.9.9.9")]
    [DataRow("localhost")]
    public void Read_LoopbackAddress_NeedsNothing(string host) => Assert.IsEmpty(Read(("ELYSIA_HOST", host)).Errors);

    [TestMethod]
    [DataRow("ELYSIA_ORIGINS", "self, null, *, https://a.example:8443", true)]
    [DataRow("ELYSIA_ORIGINS", "tauri://localhost, capacitor://localhost, app://., file://, chrome-extension://abc", true)]
    [DataRow("ELYSIA_ORIGINS", "tauri://", false)]
    [DataRow("ELYSIA_ORIGINS", "tauri://localhost/path", false)]
    [DataRow("ELYSIA_ORIGINS", "javascript://a", false)]
    [DataRow("ELYSIA_ORIGINS", "file:///home", false)]
    [DataRow("ELYSIA_ORIGINS", "http://a.example:99999", false)]
    [DataRow("ELYSIA_ORIGINS", "a.example", false)]
    [DataRow("ELYSIA_ORIGINS", "https://a.example/", false)]
    [DataRow("ELYSIA_ORIGINS", "ftp://a.example", false)]
    [DataRow("ELYSIA_ORIGINS", "https://u:p@a.example", false)]
    [DataRow("ELYSIA_FRAME_ANCESTORS", "none", true)]
    [DataRow("ELYSIA_FRAME_ANCESTORS", "self; script-src *", false)]
    [DataRow("ELYSIA_FRAME_ANCESTORS", "https://a.example, https://b.example", true)]
    [DataRow("ELYSIA_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8, ::1, fd00::/8", true)]
    [DataRow("ELYSIA_TRUSTED_PROXIES", "10.0.0.0/33", false)]
    [DataRow("ELYSIA_TRUSTED_PROXIES", "proxy.example", false)]
    [DataRow("ELYSIA_TRUSTED_PROXIES", "10.1", false)]
    [DataRow("ELYSIA_MAX_REQUESTS", "15", false)]
    [DataRow("ELYSIA_MAX_CHATS", "65", false)]
    [DataRow("ELYSIA_EXPOSE", "maybe", false)]
    public void Read_OriginsProxiesAndAncestors_AreCheckedEntryByEntry(string name, string value, bool accepted) =>
        Assert.HasCount(accepted ? 0 : 1, Read((name, value)).Errors);

    [TestMethod]
    public void Read_FewerMessagesInAMinuteThanInASecond_IsAnErrorThatNamesBoth() =>
        Has(Read(("ELYSIA_MESSAGE_RATE", "100")), "ELYSIA_MESSAGES_PER_MINUTE is 60", "ELYSIA_MESSAGE_RATE is 100");

    [TestMethod]
    public void Table_EveryOption_RefusesNonsenseAndAcceptsItsDefault()
    {
        var defaults = new DaemonOptions();
        foreach (OptionDescriptor option in OptionTable.All)
        {
            StringAssert.StartsWith(option.Name, OptionsReader.Prefix, StringComparison.Ordinal);
            Assert.IsNull(option.Set(defaults, "\u0001"), $"{option.Name} accepts nonsense.");
            if (option.Get(defaults) is { } value)
            {
                Assert.AreEqual(defaults, option.Set(defaults, value), $"{option.Name} does not accept its own default.");
            }
        }
    }

    private static OptionsResult Read(params (string Name, string Value)[] values) =>
        OptionsReader.Read(values.ToDictionary(v => v.Name, v => v.Value));

    private static void Has(OptionsResult read, params string[] parts) => Assert.IsTrue(
        read.Errors.Any(e => parts.All(p => e.Contains(p, StringComparison.Ordinal))),
        $"No error contains {string.Join(", ", parts)}; there are: {string.Join(" | ", read.Errors)}");
}
