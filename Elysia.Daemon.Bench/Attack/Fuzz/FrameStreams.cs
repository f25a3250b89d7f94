using System.Text;
using Elysia.Bench.Attack.Attackers;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Bench.Attack.Fuzz;

/// <summary>Generates a client's bytes after its handshake: some frames, most of them valid, then mutated in
/// places.</summary>
internal static class FrameStreams
{
    private const int ChangesMax = 4;
    private const int FramesMax = 8;
    private const int PayloadMax = 200;

    private static readonly int[] Opcodes = [0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 3, 7, 8, 9, 9, 10, 11, 15];
    private static readonly int[] Flags = [0x80, 0x80, 0x80, 0x80, 0x80, 0, 0, 0xC0, 0xA0, 0x90, 0xF0, 0x40];
    private static readonly ulong[] OddLengths =
        [0, 1, 2, 125, 126, 127, 65_535, 65_536, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue];

    private static readonly byte[][] Texts =
    [
        .. ((string[])
        [
            "{}", "", "[", "null", """{"type":"text","content":"안녕 🌸"}""", """{"type":"emotion","emotion":"joy"}""",
            """{"type":"mood","valence":1,"arousal":1,"dominance":1}""", """{"type":"nope"}""",
            """{"type":"vision","presence":true}""", """{"type":"expression_update","mouth_width":2}""",
        ]).Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x8C],
    ];

    private static readonly byte[][] ClosePayloads =
    [
        [], [0x03], [0x03, 0xE8], [0x03, 0xE9], [0x03, 0xEE], [0x00, 0x00], [0xFF, 0xFF], [0x0B, 0xB8], [0x03, 0xE8, 0xFF],
    ];

    /// <summary>Streams of all kinds.</summary>
    public static Gen<byte[]> Any { get; } = Gen.Frequency(
        (6, Mutations.Mutate(Joined(Frame()), ChangesMax)),
        (3, Joined(Frame())),
        (1, Gen.ArrayOf(Gen.Choose(0, byte.MaxValue).Select(i => (byte)i))));

    private static Gen<byte[]> Joined(Gen<byte[]> frame) =>
        from count in Gen.Choose(1, FramesMax)
        from frames in Gen.ArrayOf(frame, count)
        select frames.SelectMany(f => f).ToArray();

    private static Gen<byte[]> Frame() => Gen.Frequency(
        (8, from payload in Payload() select Frames.Create(Frames.Fin | Frames.Text, payload)),
        (3, from payload in Payload() select Frames.Create(Frames.Text, payload)),
        (3, from payload in Payload()
            from fin in Gen.Elements(0, Frames.Fin)
            select Frames.Create(fin | Frames.Continuation, payload)),
        (3, from opcode in Gen.Elements(Frames.Ping, Frames.Pong)
            from length in Gen.Choose(0, 126)
            select Frames.Create(Frames.Fin | opcode, new byte[length])),
        (1, from payload in Gen.Elements(ClosePayloads) select Frames.Create(Frames.Fin | Frames.Close, payload)),
        (4, Odd()));

    private static Gen<byte[]> Odd() =>
        from opcode in Gen.Elements(Opcodes)
        from flags in Gen.Elements(Flags)
        from payload in Payload()
        from key in Gen.Choose(int.MinValue, int.MaxValue)
        from masked in Gen.Elements(true, true, true, true, true, false)
        from isLying in Gen.Elements(false, false, false, true)
        from lie in Gen.Elements(OddLengths)
        select Frames.Create(flags | opcode, payload, (uint)key, masked, isLying ? lie : (ulong)payload.Length);

    private static Gen<byte[]> Payload() => Gen.Frequency(
        (6, Gen.Elements(Texts)),
        (2, from length in Gen.Choose(0, PayloadMax)
            from letter in Gen.Choose(0, byte.MaxValue)
            select Enumerable.Repeat((byte)letter, length).ToArray()),
        (1, Gen.Elements(JsonBomb.All.ToArray()).Select(b => b.Utf8)));
}
