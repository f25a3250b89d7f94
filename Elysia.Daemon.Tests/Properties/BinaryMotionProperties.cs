using Elysia.Motion;
using Elysia.Protocol.V2;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties;

/// <summary>The decoder of `elysia.v2.bin` on invalid input: random bytes, and valid messages that were
/// damaged.</summary>
[TestClass]
internal sealed class BinaryMotionProperties
{
    private static readonly byte[][] Good = [.. new[] { 3, 4 }.SelectMany(seed => Messages(seed))];

    private static readonly Arbitrary<byte[]> Noise = Arb.From(
        from length in Gen.Choose(0, 40)
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255), length)
        select bytes.Select(b => (byte)b).ToArray());

    private static readonly Arbitrary<byte[]> Damaged = Arb.From(
        from message in Gen.Elements(Good)
        from keep in Gen.Choose(1, message.Length)
        from at in Gen.ArrayOf(Gen.Choose(0, message.Length - 1), 3)
        from bits in Gen.ArrayOf(Gen.Choose(0, 255), 3)
        from whole in Gen.Elements(true, true, false)
        select Damage(message, whole ? message.Length : keep, at, bits));

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(20_000);

    [TestMethod]
    public void Decode_RandomBytes_NeverThrows() =>
        Prop.ForAll(Noise, bytes => AssertFine(BinaryMotionDecoder.Decode(bytes), bytes)).Check(_config);

    [TestMethod]
    public void Decode_DamagedMessages_NeverThrowsAndAcceptsNothingOutOfRange() =>
        Prop.ForAll(Damaged, bytes => AssertFine(BinaryMotionDecoder.Decode(bytes), bytes)).Check(_config);

    /// <summary>Checks that an accepted message can be shown and is not larger than its bytes allow.</summary>
    private static void AssertFine(MotionMessage? message, byte[] bytes)
    {
        foreach ((FieldId field, FieldMotion motion) in message?.Motions ?? new Dictionary<FieldId, FieldMotion>())
        {
            Assert.IsGreaterThanOrEqualTo(0, motion.StartUs);
            foreach (double us in new[] { 0.0, message!.Us, message.Us + 20_000.0, message.Us + 1e9 })
            {
                double value = motion.ValueOf(field, us);
                Assert.IsTrue(value is >= -1 and <= 1, $"{Convert.ToHexString(bytes)}: {field} is {value}");
            }
        }
    }

    private static byte[] Damage(byte[] message, int keep, int[] at, int[] bits)
    {
        byte[] damaged = [.. message];
        for (int i = 0; i < at.Length; i++)
        {
            damaged[at[i]] ^= (byte)bits[i];
        }

        return damaged[..keep];
    }

    private static IEnumerable<byte[]> Messages(int seed)
    {
        long at = 0;
        foreach (MotionTick tick in new MotionHistory(0.01, 60, 30, seed % 2 == 0, seed).Live().Published)
        {
            if (MotionHistory.Message(tick, at, MotionForm.Binary) is { } frame)
            {
                yield return frame.Payload.ToArray();
            }

            at = tick.Tick;
        }
    }
}
