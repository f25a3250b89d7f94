using System.Buffers;
using Elysia.Configuration;

namespace Elysia.Transport.WebSockets;

/// <summary>Assembles one message of a client. Memory is rented only while a message is arriving, so idle clients cost
/// nothing.</summary>
internal sealed class MessageBuffer : IDisposable
{
    private const int FirstBytes = 1024;

    private byte[]? _rented;
    private int _length;

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Message => _rented.AsSpan(0, _length);

    /// <summary>Whether the message exceeds the maximum length.</summary>
    public bool IsTooLong => _length > Limits.MessageMaxBytes
        || (_length > Limits.MessageMaxChars && CountChars(Message) > Limits.MessageMaxChars);

    /// <summary>Returns free memory for the next bytes.</summary>
    public Memory<byte> Free()
    {
        if (_rented is null)
        {
            _rented = ArrayPool<byte>.Shared.Rent(FirstBytes);
        }
        else if (_length == _rented.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_rented.Length * 2);
            _rented.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = larger;
        }

        return _rented.AsMemory(_length);
    }

    /// <summary>Records that bytes were received into <see cref="Free"/>.</summary>
    public void Add(int bytes) => _length += bytes;

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }

        _length = 0;
    }

    private static int CountChars(ReadOnlySpan<byte> utf8)
    {
        int continuation = 0;
        foreach (byte b in utf8)
        {
            continuation += (b & 0xC0) == 0x80 ? 1 : 0;
        }

        return utf8.Length - continuation;
    }
}
