using System.Net;
using System.Net.Sockets;
using Elysia.Transport.HttpListening;

namespace Elysia.Tests.Transport.HttpListening;

/// <summary>Tests that port 0 is resolved, and that a port in use is reported and not waited for.</summary>
[TestClass]
internal sealed class ListenAddressTests
{
    [TestMethod]
    public async Task Bind_PortZeroManyTimesAtOnce_ReturnsDifferentPorts()
    {
        (HttpListener Listener, int Port)[] bound = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(BindAny)));
        CollectionAssert.AllItemsAreUnique(bound.Select(b => b.Port).ToArray());
        foreach ((HttpListener listener, int port) in bound)
        {
            Assert.IsTrue(listener.IsListening);
            Assert.IsInRange(1, 65535, port);
            listener.Close();
        }
    }

    [TestMethod]
    public void Bind_FreePortIsTakenMeanwhile_TriesAnother()
    {
        using Socket taken = Listen();
        int asked = 0;
        (HttpListener listener, int port) = ListenAddress.Bind(0, free => [Prefix(asked++ < 3 ? PortOf(taken) : free)]);
        Assert.AreEqual(4, asked);
        Assert.AreNotEqual(PortOf(taken), port);
        listener.Close();
    }

    [TestMethod]
    public void Bind_ChosenPortIsTaken_Throws()
    {
        using Socket taken = Listen();
        Assert.ThrowsExactly<HttpListenerException>(() => ListenAddress.Bind(PortOf(taken), port => [Prefix(port)]));
    }

    [TestMethod]
    public async Task FindFault_OnThisRuntime_FindsNone() =>
        Assert.IsNull(await TransportSelfTest.FindFaultAsync(TimeProvider.System), "Sockets stay in HttpListener here.");

    private static (HttpListener Listener, int Port) BindAny() => ListenAddress.Bind(0, port => [Prefix(port)]);

    private static string Prefix(int port) => $"http://127.0.0.1:{port}/";

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }
}
