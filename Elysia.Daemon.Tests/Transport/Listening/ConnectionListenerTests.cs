using System.Net;
using Elysia.Admission;
using Elysia.Configuration;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.HttpListening;
using Elysia.Transport.Listening;
using Microsoft.Extensions.Logging.Abstractions;

namespace Elysia.Tests.Transport.Listening;

/// <summary>Tests a listener on a clock that the test moves.</summary>
[TestClass]
[DoNotParallelize] // Its listener's port must stay its own.
internal sealed class ConnectionListenerTests
{
    // The number of connections that a listener accepts in one batch.
    private const int InOneGo = 32;

    [TestMethod]
    [Timeout(60_000)]
    public async Task Accept_ManyLeaveWithoutRequest_DelaysTheNextOnes()
    {
        var time = new ManualTimeProvider();
        using var admission = new AdmissionControl(new AdmissionSettings(), time, NullLogger<AdmissionControl>.Instance);
        var connections = new HttpConnectionManager(1_000, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), admission, time);
        (HttpListener listener, int port) = ListenAddress.Bind(0, p => [$"http://127.0.0.1:{p}/"]);
        Task first = AnswerAsync(listener);
        using ConnectionListener accepting = await ConnectionListener.OpenAsync(
            listener, IPAddress.Loopback, port, new ConnectionAdmission(admission, connections, time), time, NullLogger.Instance);
        await first;

        // The last client may still have been accepted or may already be waiting: whether the listener checks before or
        // after it leaves is chance.
        var came = new List<(RawClient Client, Task<string> Ended)>();
        while (time.Timers == 0)
        {
            RawClient leaves = await RawClient.ConnectAsync(port);
            leaves.Finish();
            Task<string> gone = leaves.ReadToEndAsync();
            came.Add((leaves, gone));
            await Eventually.TrueAsync(() => gone.IsCompleted || time.Timers > 0, "it is released, or the listener pauses");
        }

        Assert.IsInRange(InOneGo, 2 * InOneGo, came.Count);
        RawClient next = await RawClient.ConnectAsync(port);
        next.Finish();
        Task<string> ended = next.ReadToEndAsync();
        await Eventually.TrueAsync(() => connections.Count == 0, "the accepted connections have left");
        Assert.IsFalse(ended.IsCompleted, "It was accepted while the listener pauses.");
        time.Advance(TimeSpan.FromMilliseconds(16));
        foreach ((RawClient client, Task<string> gone) in came.Append((next, ended)))
        {
            Assert.AreEqual("", await gone);
            client.Dispose();
        }

        listener.Close();
    }

    private static async Task AnswerAsync(HttpListener listener) => (await listener.GetContextAsync()).Response.Close();
}
