using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace Elysia.Tests.Integration.Browser;

/// <summary>Reads her state from the daemon itself, as a viewer that is not a browser.</summary>
internal static class Server
{
    private const int StateMaxBytes = 4096;

    /// <summary>Returns her present state: the first message to every new viewer.</summary>
    public static async Task<JsonElement> StateAsync(Uri page)
    {
        using var deadline = new CancellationTokenSource(BrowserTest.Deadline);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/ws" }.Uri, deadline.Token).ConfigureAwait(false);
        var buffer = new byte[StateMaxBytes];
        ValueWebSocketReceiveResult read = await socket.ReceiveAsync(buffer.AsMemory(), deadline.Token).ConfigureAwait(false);
        Assert.IsTrue(read.EndOfMessage, "The state is longer than this test expects.");
        using JsonDocument state = JsonDocument.Parse(buffer.AsMemory(0, read.Count));
        return state.RootElement.Clone();
    }

    /// <summary>Formats a value as the page writes it into an attribute.</summary>
    public static string Shown(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Formats a value of the state as the page writes it into an attribute.</summary>
    public static string Shown(JsonElement state, string group, string field) =>
        Shown(state.GetProperty(group).GetProperty(field).GetDouble());
}
