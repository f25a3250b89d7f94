using System.Security.Cryptography;
using Elysia.Admission.Tokens;
using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Admission.Tokens;

/// <summary>Tests how keys are refreshed: rotation, outages, and floods of unknown key names.</summary>
[TestClass]
internal sealed class TokenKeysTests : IDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(15);

    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedJwks _source = new();
    private readonly List<string?> _faults = [];
    private readonly RSA _old = RSA.Create(2048);
    private readonly RSA _new = RSA.Create(2048);
    private readonly TokenKeys _keys;
    private readonly TokenValidator _validator;

    public TokenKeysTests()
    {
        _keys = new TokenKeys(new KeySet(null, []), _source, Refresh, _time, (_, _, fault) => _faults.Add(fault));
        _validator = new TokenValidator(_keys, new TokenRules("elysia", "elysia", "role"), new Revocations(null), _time);
    }

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }

    [TestMethod]
    public async Task Validate_NewKey_IsFoundWithItsFirstToken()
    {
        _source.Say(TokenForge.Jwks(("old", _old)));
        Assert.IsNull(_keys.Reload());
        Assert.AreEqual(TokenVerdict.Accepted, (await _validator.ValidateAsync(Token("old", _old))).Verdict);

        _source.Say(TokenForge.Jwks(("old", _old), ("new", _new)));
        Assert.AreEqual(TokenVerdict.Accepted, (await _validator.ValidateAsync(Token("new", _new))).Verdict);
        Assert.AreEqual(TokenVerdict.Accepted, (await _validator.ValidateAsync(Token("old", _old))).Verdict);
        Assert.AreEqual(2, _source.Reads);
    }

    [TestMethod]
    public async Task Validate_RemovedKey_IsUnknownAfterTheRefresh()
    {
        using var stopping = new CancellationTokenSource();
        _source.Say(TokenForge.Jwks(("old", _old)));
        Task running = _keys.RunAsync(stopping.Token);
        await Eventually.TrueAsync(() => _faults.Count == 1 && _time.Timers == 1, "the keys are read at the start");
        Assert.AreEqual(TokenVerdict.Accepted, _validator.Validate(Token("old", _old)).Verdict);

        _source.Say(TokenForge.Jwks(("new", _new)));
        _time.Advance(Refresh);
        await Eventually.TrueAsync(() => _faults.Count == 2, "the keys are read again");
        Assert.AreEqual(TokenVerdict.UnknownKey, _validator.Validate(Token("old", _old)).Verdict);
        Assert.AreEqual(TokenVerdict.Accepted, _validator.Validate(Token("new", _new)).Verdict);
        await stopping.CancelAsync();
        await running;
    }

    [TestMethod]
    public async Task Reload_SourceFails_KeepsTheOldKeysAndReportsTheFault()
    {
        _source.Say(TokenForge.Jwks(("old", _old)));
        Assert.IsNull(_keys.Reload());
        _source.Fail("it is gone");
        Assert.AreEqual("it is gone", _keys.Reload());
        Assert.AreEqual(TokenVerdict.Accepted, (await _validator.ValidateAsync(Token("old", _old))).Verdict);
        _source.Say("nonsense");
        Assert.IsNotNull(_keys.Reload());
        Assert.AreEqual(TokenVerdict.Accepted, (await _validator.ValidateAsync(Token("old", _old))).Verdict);
        CollectionAssert.AreEqual(new[] { null, "it is gone", "it is no JSON Web Key Set" }, _faults);
    }

    [TestMethod]
    public async Task Validate_FloodOfUnknownKeys_ReadsOncePerHalfMinute()
    {
        _source.Say(TokenForge.Jwks(("old", _old)));
        for (int i = 0; i < 50; i++)
        {
            Assert.AreEqual(TokenVerdict.UnknownKey, (await _validator.ValidateAsync(Token($"k{i}", _new))).Verdict);
        }

        Assert.AreEqual(1, _source.Reads);
        _time.Advance(TokenKeys.UnknownKeyPause);
        Assert.AreEqual(TokenVerdict.UnknownKey, (await _validator.ValidateAsync(Token("k", _new))).Verdict);
        Assert.AreEqual(2, _source.Reads);
    }

    [TestMethod]
    public async Task Validate_ManyWaitForASlowSource_ShareOneReading()
    {
        var answer = new TaskCompletionSource<(IReadOnlyList<PublishedKey>, string?)>();
        _source.Says = () => answer.Task;
        Task<TokenResult>[] waiting =
            [.. Enumerable.Range(0, 20).Select(_ => _validator.ValidateAsync(Token("new", _new)).AsTask())];
        Assert.IsFalse(waiting.Any(w => w.IsCompleted));
        answer.SetResult(Jwks.Read(System.Text.Encoding.UTF8.GetBytes(TokenForge.Jwks(("new", _new)))));
        Assert.IsTrue((await Task.WhenAll(waiting)).All(r => r.Verdict == TokenVerdict.Accepted));
        Assert.AreEqual(1, _source.Reads);
    }

    private string Token(string id, RSA key) => TokenForge.Sign(
        $$"""{"alg":"RS256","kid":"{{id}}"}""", new TokenForge(_time).Claims(), TokenForge.Rsa(key));
}
