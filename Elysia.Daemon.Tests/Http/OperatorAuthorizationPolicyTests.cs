using System.Net;
using Elysia.Admission;
using Elysia.Admission.Network;
using Elysia.Admission.Tokens;
using Elysia.Bench.Attack.Attackers;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Http;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Http;

/// <summary>Tests which requests may read protected endpoints over plain HTTP, with tokens and without.</summary>
[TestClass]
internal sealed class OperatorAuthorizationPolicyTests
{
    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    [DataRow("operator", null)]
    [DataRow("speaker", 403)]
    [DataRow("", 401)]
    public void Refuse_WithAuthentication_DecidesByTheRole(string role, int? status)
    {
        string? header = role.Length == 0 ? null : $"Bearer {new TokenForge(_time).Make(role)}";
        HttpResponse? answer = Of(AuthMode.Jwt, out Authenticator auth)
            .Refuse(Rights.Operate, Request("127.0.0.1", ("Authorization", header)));
        Assert.AreEqual(status, answer?.Status);
        Assert.AreEqual(1, auth.Count(role.Length == 0 ? TokenVerdict.Missing : TokenVerdict.Accepted), "It is counted.");
    }

    [TestMethod]
    [DataRow("127.0.0.1", null, null)]
    [DataRow("127.0.0.1", "203.0.113.7", 403)]
    [DataRow("203.0.113.7", null, 403)]
    public void Refuse_WithoutAuthentication_AllowsThisMachine(string peer, string? forwarded, int? status) => Assert.AreEqual(
        status, Of(AuthMode.Off, out _).Refuse(Rights.Operate, Request(peer, ("X-Forwarded-For", forwarded)))?.Status);

    [TestMethod]
    [DataRow("127.0.0.1", "", null, DisplayName = "this machine needs no token")]
    [DataRow("203.0.113.7", "", 403, DisplayName = "a stranger without a token")]
    [DataRow("203.0.113.7", "viewer", 403, DisplayName = "a stranger with a viewer's token")]
    [DataRow("203.0.113.7", "operator", null, DisplayName = "a stranger with an operator's token")]
    public void Refuse_OperatorEndpoint_AllowsThisMachineAndOperators(string peer, string role, int? status)
    {
        string? header = role.Length == 0 ? null : $"Bearer {new TokenForge(_time).Make(role)}";
        Assert.AreEqual(status, Of(AuthMode.Jwt, out _).Refuse(Request(peer, ("Authorization", header)))?.Status);
    }

    private static HttpRequest Request(string peer, (string Name, string? Value) header)
    {
        Func<string, string?> headers = name => name == "Host" ? "127.0.0.1" : name == header.Name ? header.Value : null;
        var resolver = new ForwardedHeadersResolver([], new AdmissionCounters(), _ => { });
        return new HttpRequest("GET", "/metrics", resolver.Resolve(IPAddress.Parse(peer), headers), headers);
    }

    private OperatorAuthorizationPolicy Of(AuthMode mode, out Authenticator auth)
    {
        var options = new DaemonOptions { Auth = mode, JwtSecret = new Secret(TokenForge.Secret) };
        auth = new Authenticator(options, _time, (_, _, _) => { });
        return new OperatorAuthorizationPolicy(auth);
    }
}
