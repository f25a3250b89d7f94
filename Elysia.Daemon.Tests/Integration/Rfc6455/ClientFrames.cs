using System.Buffers.Binary;
using System.Text;
using Elysia.Bench.Attack.Attackers;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Creates a client's frames, valid and invalid, byte by byte (RFC 6455 section 5.2).</summary>
internal static class ClientFrames
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    /// <summary>The flag of the last frame of a message.</summary>
    public const int Fin = 0x80;

    /// <summary>A masking key that changes every byte.</summary>
    private const uint UsualKey = 0x37FA213D;

    /// <summary>Creates a masked frame.</summary>
    /// <param name="first">The first byte: flags and opcode.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="key">The masking key; by default one without zeros.</param>
    /// <param name="lengthBytes">Bytes of the extended length: 0, 2 or 8; by default as few as possible.</param>
    public static byte[] Frame(int first, ReadOnlySpan<byte> payload, byte[]? key = null, int? lengthBytes = null) =>
        Frames.Create(
            first, payload, key is null ? UsualKey : BinaryPrimitives.ReadUInt32BigEndian(key), masked: true,
            (ulong)payload.Length, lengthBytes);

    /// <summary>Creates a frame without a mask.</summary>
    public static byte[] Unmasked(int first, ReadOnlySpan<byte> payload) =>
        Frames.Create(first, payload, 0, masked: false, (ulong)payload.Length);

    /// <summary>Creates a masked frame whose announced length differs from its payload.</summary>
    public static byte[] Announced(int first, ulong length, ReadOnlySpan<byte> payload) =>
        Frames.Create(first, payload, UsualKey, masked: true, length);

    /// <summary>Creates a message in one frame.</summary>
    public static byte[] Message(string text) => Frame(Fin | Text, Utf8(text));

    /// <summary>Creates a message of an unknown type; the refusal echoes it.</summary>
    public static byte[] Unknown(string type) => Message(UnknownJson(type));

    /// <summary>Returns the text of <see cref="Unknown"/>.</summary>
    public static string UnknownJson(string type) => $$"""{"type":"{{type}}"}""";

    /// <summary>Creates a message in fragments.</summary>
    public static byte[] Fragments(params byte[][] parts) => Join(
        [.. parts.Select((part, i) => Frame((i == 0 ? Text : Continuation) | (i == parts.Length - 1 ? Fin : 0), part))]);

    /// <summary>Creates a ping.</summary>
    public static byte[] PingOf(params byte[] payload) => Frame(Fin | Ping, payload);

    /// <summary>Creates a ping with a text.</summary>
    public static byte[] PingOf(string payload) => PingOf(Utf8(payload));

    /// <summary>Creates a close frame.</summary>
    public static byte[] CloseOf(int code, params byte[] reason) =>
        Frame(Fin | Close, [(byte)(code >> 8), (byte)code, .. reason]);

    /// <summary>Concatenates frames.</summary>
    public static byte[] Join(params byte[][] frames) => [.. frames.SelectMany(f => f)];

    /// <summary>Repeats a frame.</summary>
    public static byte[] Repeat(int times, byte[] frame) => Frames.Repeat(times, frame);

    /// <summary>Returns a number of equal bytes.</summary>
    public static byte[] Fill(int count, char letter = 'x') => [.. Enumerable.Repeat((byte)letter, count)];

    /// <summary>Encodes a text in UTF-8.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
