using System.Net.Sockets;
using System.Text;

namespace Elysia.Hosting.Systemd;

/// <summary>Tells systemd how the service is, over the datagram socket named by NOTIFY_SOCKET (sd_notify(3)).</summary>
/// <remarks>Of the shape of Microsoft.Extensions.Hosting.Systemd, which cannot be restored here; see
/// docs/decisions/0005.</remarks>
/// <param name="address">NOTIFY_SOCKET: a path, or a name in the abstract namespace that begins with @; null when nobody
/// listens.</param>
public sealed class ServiceNotifier(string? address)
{
    /// <summary>The notifier of this process.</summary>
    public static ServiceNotifier FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>Whether somebody listens.</summary>
    public bool IsEnabled => !string.IsNullOrEmpty(address);

    /// <summary>Sends a state, such as READY=1.</summary>
    /// <returns>Why it could not be sent; null when it was, or when nobody listens.</returns>
    public string? Notify(string state)
    {
        if (!IsEnabled)
        {
            return null;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(address![0] == '@' ? "\0" + address[1..] : address));
            socket.Send(Encoding.UTF8.GetBytes(state));
            return null;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return e.Message;
        }
    }
}
