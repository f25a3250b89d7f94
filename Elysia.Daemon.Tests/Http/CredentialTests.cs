using Elysia.Http;

namespace Elysia.Tests.Http;

/// <summary>Tests which of several credentials in a request is used.</summary>
[TestClass]
internal sealed class CredentialTests
{
    [TestMethod]
    [DataRow(null, null, null, CredentialKind.None, "")]
    [DataRow("Bearer abc", null, null, CredentialKind.Token, "abc")]
    [DataRow("bearer   abc ", null, null, CredentialKind.Token, "abc")]
    [DataRow("Basic YTpi", null, null, CredentialKind.None, "")]
    [DataRow("Bearer", null, null, CredentialKind.None, "")]
    [DataRow(null, "elysia.v1.json, elysia.token.a.b.c", null, CredentialKind.Token, "a.b.c")]
    [DataRow(null, "elysia.v1.json,elysia.ticket.xyz", null, CredentialKind.Ticket, "xyz")]
    [DataRow(null, "elysia.v1.json", "xyz", CredentialKind.Ticket, "xyz")]
    [DataRow("Bearer abc", "elysia.token.def", "xyz", CredentialKind.Token, "abc")]
    [DataRow("Basic YTpi", "elysia.token.def", "xyz", CredentialKind.Token, "def")]
    [DataRow("Basic YTpi", null, "xyz", CredentialKind.Ticket, "xyz")]
    public void From_HeaderSubprotocolAndTicket_ArePreferredInThatOrder(
        string? authorization, string? subprotocol, string? ticket, CredentialKind kind, string value)
    {
        var credential = Credential.From(
            name => name switch { "Authorization" => authorization, "Sec-WebSocket-Protocol" => subprotocol, _ => null },
            name => name == "ticket" ? ticket : null);
        Assert.AreEqual(new Credential(kind, value), credential);
        Assert.AreEqual(kind.ToString(), credential.ToString(), "It must not reveal its value.");
    }

    [TestMethod]
    [DataRow("token")]
    [DataRow("access_token")]
    [DataRow("jwt")]
    public void From_TokenInTheAddress_TakesPrecedence(string name) => Assert.AreEqual(
        CredentialKind.TokenInAddress, Credential.From(_ => "Bearer abc", query => query == name ? "x" : null).Kind);
}
