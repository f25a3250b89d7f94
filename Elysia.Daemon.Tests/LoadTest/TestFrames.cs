using System.Buffers.Binary;
using System.Text;

namespace Elysia.Tests.LoadTest;

/// <summary>Server frames encoded by hand, so that the reader is not tested with the project's own writer.</summary>
internal static class TestFrames
{
    public static byte[] Text(string payload) => Text(Encoding.UTF8.GetBytes(payload));

    public static byte[] Text(ReadOnlySpan<byte> payload) => Create(0x81, payload);

    public static byte[] Create(byte first, ReadOnlySpan<byte> payload)
    {
        byte[] header = payload.Length switch
        {
            < 126 => [first, (byte)payload.Length],
            <= ushort.MaxValue => [first, 126, 0, 0],
            _ => [first, 127, 0, 0, 0, 0, 0, 0, 0, 0],
        };
        if (header.Length == 4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)payload.Length);
        }
        else if (header.Length == 10)
        {
            BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(2), (ulong)payload.Length);
        }

        return [.. header, .. payload];
    }
}
