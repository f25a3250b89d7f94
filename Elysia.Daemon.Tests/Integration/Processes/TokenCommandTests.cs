using System.Text;
using System.Text.Json;
using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Processes;

/// <summary>`elysia token`, and the sources of the secret.</summary>
[TestClass]
internal sealed class TokenCommandTests
{
    private const string Credential = "elysia-jwt-secret";

    [TestMethod]
    public async Task Token_FromASecretFile_IsPrintedAloneAndIsAccepted()
    {
        using var file = new TempFile($"{TokenForge.Secret}\n");
        (string, string) secret = ("ELYSIA_JWT_SECRET_FILE", file.Path);
        (int code, string output, string error) = await RunAsync(["token", "--role", "engine", "--for", "90s"], secret);
        Assert.AreEqual(0, code, error);
        StringAssert.StartsWith(error, "engine, for engine-", StringComparison.Ordinal);
        JsonElement claims = Claims(output);
        Assert.AreEqual("engine", claims.GetProperty("role").GetString());
        Assert.AreEqual(90, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        StringAssert.Matches(claims.GetProperty("sub").GetString(), new("^engine-[0-9a-f]{8}$"));

        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("ELYSIA_AUTH", "jwt"), secret);
        await using Viewer viewer = await Viewer.ConnectAsync(
            new Uri($"ws://127.0.0.1:{daemon.Port}/"), o => o.SetRequestHeader("Authorization", $"Bearer {output.Trim()}"));
        await viewer.ReceivesAsync("full");
    }

    [TestMethod]
    public async Task Token_WithSubjectAndLifetime_HasBoth()
    {
        (int code, string output, _) = await RunAsync(
            ["token", "--role", "viewer", "--for", "7d", "--subject", "ann"], ("JWT_SECRET", TokenForge.Secret));
        Assert.AreEqual(0, code);
        JsonElement claims = Claims(output);
        Assert.AreEqual("ann", claims.GetProperty("sub").GetString());
        Assert.AreEqual(7 * 86_400, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [TestMethod]
    [DataRow(new[] { "--role", "king" }, 64, "king")]
    [DataRow(new[] { "--for", "1h" }, 64, "--role")]
    [DataRow(new[] { "--role", "viewer", "--for", "1" }, 64, "90s, 30m, 12h or 7d")]
    [DataRow(new[] { "--role", "viewer", "--for", "0s" }, 64, "90s, 30m, 12h or 7d")]
    [DataRow(new[] { "--role", "viewer", "--for", "400d" }, 64, "90s, 30m, 12h or 7d")]
    [DataRow(new[] { "--role", "viewer", "--subject", "" }, 64, "1 to 256 characters")]
    [DataRow(new[] { "--role", "viewer" }, 78, "There is no secret to sign with")]
    public async Task Token_WrongArguments_AreReported(string[] arguments, int expected, string words)
    {
        (int code, string output, string error) = await RunAsync(["token", .. arguments]);
        Assert.AreEqual(expected, code);
        Assert.AreEqual("", output);
        StringAssert.Contains(error, words, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Config_CredentialOfSystemd_IsTheSecretAndIsNeverShown()
    {
        DirectoryInfo credentials = Directory.CreateTempSubdirectory("elysia");
        await File.WriteAllTextAsync(Path.Combine(credentials.FullName, Credential), TokenForge.Secret);
        (string, string) directory = ("CREDENTIALS_DIRECTORY", credentials.FullName);
        (int code, string output, string error) = await RunAsync(["config"], ("ELYSIA_AUTH", "jwt"), directory);
        Assert.AreEqual(0, code, error);
        CollectionAssert.Contains(output.Split('\n'), "ELYSIA_JWT_SECRET=********");
        Assert.DoesNotContain(TokenForge.Secret, output + error, StringComparison.Ordinal);

        (code, _, error) = await RunAsync(["config"], ("JWT_SECRET", TokenForge.Secret), directory);
        Assert.AreEqual(78, code);
        StringAssert.Contains(error, Credential, StringComparison.Ordinal);
        credentials.Delete(recursive: true);
    }

    [TestMethod]
    public async Task Config_WrongKeysAndFiles_AreAllReported()
    {
        using var shortSecret = new TempFile("short");
        using var jwks = new TempFile("nonsense");
        (int code, string output, string error) = await RunAsync(
            ["config"], ("ELYSIA_AUTH", "jwt"), ("ELYSIA_JWT_SECRET_FILE", shortSecret.Path), ("ELYSIA_JWKS", jwks.Path),
            ("ELYSIA_REVOKED_FILE", "/nowhere/at/all"));
        Assert.AreEqual(78, code);
        Assert.AreEqual("", output);
        StringAssert.Contains(error, "it holds fewer than 32 bytes", StringComparison.Ordinal);
        StringAssert.Contains(error, "it is no JSON Web Key Set", StringComparison.Ordinal);
        StringAssert.Contains(error, "/nowhere/at/all: there is no such file", StringComparison.Ordinal);

        (code, _, error) = await RunAsync(["config"], ("ENABLE_AUTH", "true"));
        Assert.AreEqual(78, code);
        StringAssert.Contains(error, "there is no key to verify tokens with", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Config_SecretReadableByEveryUser_WarnsAboutIt()
    {
        using var file = new TempFile(TokenForge.Secret);
        file.Allow(UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (int code, string output, string error) = await RunAsync(["config"], ("ELYSIA_JWT_SECRET_FILE", file.Path));
        Assert.AreEqual(0, code);
        StringAssert.Contains(error, "can be read by every user", StringComparison.Ordinal);
        CollectionAssert.Contains(output.Split('\n'), "#ELYSIA_JWT_SECRET=", "A secret from a file must not be printed as well.");
    }

    private static JsonElement Claims(string token)
    {
        string part = token.Trim().Split('.')[1];
        return Json.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part)));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(
        string[] arguments, params (string, string)[] environment)
    {
        using DaemonProcess daemon = DaemonProcess.Start(arguments, environment);
        int code = await daemon.ExitAsync();
        return (code, string.Join('\n', daemon.Output), string.Join('\n', daemon.Error));
    }
}
