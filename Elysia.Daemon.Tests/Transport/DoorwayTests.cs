using System.Net;
using Elysia.Admission;
using Elysia.Configuration;
using Elysia.Tests.Fakes;
using Elysia.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Elysia.Tests.Transport;

/// <summary>A doorway on a clock that the test moves.</summary>
[TestClass]
[DoNotParallelize] // Its listener's port must stay its own.
public sealed class DoorwayTests
{
    // As many as a doorway takes in one go.
    private const int InOneGo = 32;

    [TestMethod]
    [Timeout(60_000)]
    public async Task Accept_ManyWhoComeOnlyToLeave_LetsTheNextOnesWait()
    {
        var time = new ManualTimeProvider();
        using var reception = new Reception(new AdmissionSettings(), time, NullLogger<Reception>.Instance);
        var lobby = new Lobby(1_000, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), reception, time);
        (HttpListener listener, int port) = ListenAddress.Bind(0, p => [$"http://127.0.0.1:{p}/"]);
        Task first = AnswerAsync(listener);
        using Doorway doorway = await Doorway.OpenAsync(
            listener, IPAddress.Loopback, port, new Doorman(reception, lobby, time), time, NullLogger.Instance);
        await first;

        // The accept that is under way when the last of them leaves takes one more.
        for (int i = 0; i <= InOneGo; i++)
        {
            using RawClient leaves = await RawClient.ConnectAsync(port);
            leaves.Finish();
            Assert.AreEqual("", await leaves.ReadToEndAsync());
        }

        await Eventually.TrueAsync(() => time.Timers > 0, "the doorway waits");
        using RawClient next = await RawClient.ConnectAsync(port);
        next.Finish();
        Task<string> ended = next.ReadToEndAsync();
        Assert.AreEqual(0, lobby.Count);
        Assert.IsFalse(ended.IsCompleted, "It was taken while the doorway waits.");
        time.Advance(TimeSpan.FromMilliseconds(16));
        Assert.AreEqual("", await ended);
        listener.Close();
    }

    private static async Task AnswerAsync(HttpListener listener) => (await listener.GetContextAsync()).Response.Close();
}
