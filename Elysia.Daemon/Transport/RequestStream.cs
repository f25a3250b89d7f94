using System.Net.Sockets;

namespace Elysia.Transport;

/// <summary>What HttpListener reads a request from: the socket, but no more of it than a request may be long. HttpListener
/// itself keeps one endless line in memory as long as bytes come.</summary>
/// <remarks>Does not own the socket. One read at a time; HttpListener sees to that.</remarks>
/// <param name="socket">The accepted socket.</param>
/// <param name="tooLong">Called once, when the request is longer than one may be; must not throw.</param>
internal sealed class RequestStream(Socket socket, Action tooLong) : NetworkStream(socket, ownsSocket: false)
{
    /// <summary>Most bytes of one connection's requests.</summary>
    /// <remarks>64 KiB: HttpListener itself answers 400 to a head of more than 32 KiB in several lines, and no request that is
    /// answered here has a body.</remarks>
    public const int MaxBytes = 64 * 1024;

    private int _left = MaxBytes;

    /// <inheritdoc/>
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        if (_left <= 0)
        {
            tooLong();

            // The end of the stream would be answered with 400 by HttpListener; this ends the connection.
            throw new IOException("The request is too long.");
        }

        return base.BeginRead(buffer, offset, Math.Min(count, _left), callback, state);
    }

    /// <inheritdoc/>
    public override int EndRead(IAsyncResult asyncResult)
    {
        int bytes = base.EndRead(asyncResult);
        _left -= bytes;
        return bytes;
    }
}
