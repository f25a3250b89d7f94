using System.Net;
using System.Net.Sockets;
using Elysia.LoadTest.Viewers;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class ArrivalClockTests
{
    [TestMethod]
    public void Receive_ReadLate_GivesTheArrivalTime()
    {
        using var listening = new TcpListener(IPAddress.Loopback, 0);
        listening.Start();
        using var sender = new TcpClient();
        sender.Connect((IPEndPoint)listening.LocalEndpoint);
        using Socket reader = listening.AcceptSocket();
        int descriptor = (int)reader.SafeHandle.DangerousGetHandle();
        ArrivalClock.Enable(descriptor);
        var clock = new ArrivalClock();
        Span<byte> buffer = stackalloc byte[16];

        long before = Now();
        sender.Client.Send("one"u8);
        Assert.IsTrue(reader.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
        long readable = Now();

        // The arrival time precedes the notification, however late the data is read.
        long arrived = long.MaxValue;
        Assert.AreEqual(3, (int)clock.Receive(descriptor, buffer, ref arrived));
        Assert.IsInRange(before, readable, arrived);
    }

    [TestMethod]
    public void Receive_TimesNotEnabled_GivesTheTimeOfReading()
    {
        using var listening = new TcpListener(IPAddress.Loopback, 0);
        listening.Start();
        using var sender = new TcpClient();
        sender.Connect((IPEndPoint)listening.LocalEndpoint);
        using Socket reader = listening.AcceptSocket();
        sender.Client.Send("one"u8);
        Assert.IsTrue(reader.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
        long arrived = 42;
        Span<byte> buffer = stackalloc byte[16];
        Assert.AreEqual(3, (int)new ArrivalClock().Receive((int)reader.SafeHandle.DangerousGetHandle(), buffer, ref arrived));
        Assert.AreEqual(42, arrived);
    }

    private static long Now() => TimeProvider.System.GetTimestamp();
}
