using System.Net.Sockets;
using System.Net.WebSockets;
using Elysia.Fanout;

namespace Elysia.Tests.Fanout;

/// <summary>Exceptions of a socket whose connection is gone, and exceptions that only a bug causes.</summary>
[TestClass]
internal sealed class SocketFaultsTests
{
    public static IEnumerable<object[]> Cases =>
    [
        [new WebSocketException(WebSocketError.InvalidState), true],
        [new IOException("reset"), true],
        [new SocketException((int)SocketError.ConnectionReset), true],
        [new ObjectDisposedException("socket"), true],
        [new OperationCanceledException(), true],
        [new InvalidOperationException("Sequence contains no elements"), false],
        [new InvalidCastException(), false],
        [new ArgumentOutOfRangeException("index"), false],
        [new KeyNotFoundException(), false],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void IsExpected_Exception_IsTrueForConnectionFaultsOnly(Exception e, bool expected) =>
        Assert.AreEqual(expected, SocketFaults.IsExpected(e), e.GetType().Name);
}
