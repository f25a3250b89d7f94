using System.Buffers.Binary;

namespace Elysia.LoadTest.Viewers;

/// <summary>The status of the frame at the start of the bytes received so far.</summary>
internal enum FrameStatus
{
    /// <summary>A complete frame.</summary>
    Complete,

    /// <summary>The beginning of a frame; more bytes have to follow.</summary>
    Incomplete,

    /// <summary>A masked frame, which no server may send (RFC 6455 section 5.1).</summary>
    Masked,

    /// <summary>A fragment of a message. Neither Elysia nor the reference fragments a message, so the bench does not
    /// join fragments.</summary>
    Fragmented,

    /// <summary>A reserved bit or opcode; no extension was offered.</summary>
    Reserved,

    /// <summary>Longer than <see cref="ServerFrame.PayloadMaxBytes"/>.</summary>
    TooLong,
}

/// <summary>A frame from a server: a view of the receive buffer, without a copy (RFC 6455 section 5.2).</summary>
internal readonly ref struct ServerFrame
{
    /// <summary>The maximum payload. Unit: bytes. 1 MiB: the reference's metrics reach 207 KB at 1,000
    /// viewers.</summary>
    public const int PayloadMaxBytes = 1 << 20;

    /// <summary>The opcode of a text frame.</summary>
    public const int Text = 0x1;

    /// <summary>The opcode of a binary frame.</summary>
    public const int Binary = 0x2;

    /// <summary>The opcode of a close frame.</summary>
    public const int Close = 0x8;

    /// <summary>The opcode of a ping.</summary>
    public const int Ping = 0x9;

    /// <summary>The opcode of a pong.</summary>
    public const int Pong = 0xA;

    private const int Final = 0x80;
    private const int Reserved = 0x70;
    private const int Mask = 0x80;

    private ServerFrame(int opcode, ReadOnlySpan<byte> payload, int lengthBytes)
    {
        Opcode = opcode;
        Payload = payload;
        LengthBytes = lengthBytes;
    }

    /// <summary>The opcode of the frame.</summary>
    public int Opcode { get; }

    /// <summary>The payload of the frame.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The length of the frame, header included. Unit: bytes.</summary>
    public int LengthBytes { get; }

    /// <summary>Reads the frame at the start of <paramref name="data"/>.</summary>
    public static FrameStatus TryRead(ReadOnlySpan<byte> data, out ServerFrame frame)
    {
        frame = default;
        if (data.Length < 2)
        {
            return FrameStatus.Incomplete;
        }

        int opcode = data[0] & 0xF;
        if ((data[0] & Reserved) != 0 || opcode is not (0 or Text or Binary or Close or Ping or Pong))
        {
            return FrameStatus.Reserved;
        }

        if ((data[1] & Mask) != 0)
        {
            return FrameStatus.Masked;
        }

        if ((data[0] & Final) == 0 || opcode == 0)
        {
            return FrameStatus.Fragmented;
        }

        int headerBytes = data[1] switch { 126 => 4, 127 => 10, _ => 2 };
        if (data.Length < headerBytes)
        {
            return FrameStatus.Incomplete;
        }

        ulong length = headerBytes switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(data[2..]),
            10 => BinaryPrimitives.ReadUInt64BigEndian(data[2..]),
            _ => data[1],
        };
        if (length > PayloadMaxBytes)
        {
            return FrameStatus.TooLong;
        }

        int lengthBytes = headerBytes + (int)length;
        if (data.Length < lengthBytes)
        {
            return FrameStatus.Incomplete;
        }

        frame = new ServerFrame(opcode, data[headerBytes..lengthBytes], lengthBytes);
        return FrameStatus.Complete;
    }
}
