using System.Text;
using System.Text.Json;
using Elysia.Protocol.Messages;
using Elysia.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties;

/// <summary>The decoder on arbitrary input: it answers any bytes with a message in range or with a short
/// reason.</summary>
[TestClass]
internal sealed class DecoderProperties
{
    private const int ErrorMaxChars = 200;

    private static readonly string[] Seeds =
    [
        """{"type":"text","content":"안녕 🌸 hello"}""",
        """{"type":"emotion","emotion":"hopeful","intensity":0.8}""",
        """{"type":"mood","valence":-0.5,"arousal":0.25,"dominance":1e-1}""",
        """{"type":"vision","presence":true,"x":0.5,"y":0.3}""",
        """{"type":"audio_analysis","volume":0.8,"brightness":0.6,"noise":0.1}""",
        """{"type":"screen_atmosphere","r":120,"g":80,"b":200}""",
        """{"type":"expression_update","mouth_width":0.5}""",
        """{"x":[{"type":"text"},[]],"\u0074ype":"text","content":"\ud83c\udf38"}""",
    ];

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", "\"", "\\", ",", ":", "-", "0", "1e999", "-1e999", "1e-999", "NaN", "-Infinity", "Infinity",
        "null", "true", "\\u", "\\ud800", "\\udc00", "\\u0000", "\\u00e9", "\0", "\n", "/*", "\ufeff", "\"type\":", "{}", "[[[[",
    ];

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [TestMethod]
    public void Decode_AnyBytes_IsAnswered() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i))), AssertAnswered)
            .Check(_config.WithMaxTest(300));

    [TestMethod]
    public void Decode_AnyMutatedMessage_IsAnswered() =>
        Prop.ForAll(Mutated(), AssertAnswered).Check(_config);

    private static Arbitrary<byte[]> Mutated() => Arb.From(
        from seed in Gen.Elements(Seeds)
        from count in Gen.Choose(1, 8)
        from mutations in Gen.ArrayOf(Mutation(), count)
        select mutations.Aggregate(Encoding.UTF8.GetBytes(seed), (bytes, mutate) => mutate(bytes)));

    /// <summary>One mutation at one position: a fragment inserted or overwritten, a byte inserted, a piece removed or
    /// duplicated.</summary>
    private static Gen<Func<byte[], byte[]>> Mutation() =>
        from kind in Gen.Choose(0, 4)
        from share in Gen.Choose(0, 999)
        from length in Gen.Choose(1, 12)
        from fragment in Gen.Elements(Fragments)
        from value in Gen.Choose(0, 255)
        select new Func<byte[], byte[]>(bytes =>
        {
            int at = bytes.Length * share / 1000;
            int end = Math.Min(bytes.Length, at + length);
            return kind switch
            {
                0 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(fragment), .. bytes[at..]],
                1 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(fragment), .. bytes[end..]],
                2 => [.. bytes[..at], (byte)value, .. bytes[at..]],
                3 => [.. bytes[..at], .. bytes[end..]],
                _ => [.. bytes[..end], .. bytes[at..]],
            };
        });

    private static void AssertAnswered(byte[] bytes)
    {
        DecodeResult result = MessageDecoder.Decode(bytes);
        string text = Encoding.UTF8.GetString(bytes);
        Assert.AreNotEqual(result.Message is null, result.Error is null, text);
        Assert.AreEqual(result.Error is null, result.Reason == RefusalReason.None, text);
        if (result.Error is { } error)
        {
            Assert.IsLessThanOrEqualTo(ErrorMaxChars, error.Length, text);
            JsonElement message = Json.Parse(EventEncoder.Error(error).Payload);
            Assert.AreEqual(error, message.GetProperty("message").GetString(), text);
        }
        else
        {
            AssertInRange(result.Message!.Value, text);
        }
    }

    private static void AssertInRange(ClientMessage message, string text)
    {
        double[] numbers = message switch
        {
            { Kind: ClientMessageKind.Emotion } m => [m.Intensity],
            { Kind: ClientMessageKind.MoodPush } m => [m.Mood.Valence, m.Mood.Arousal, m.Mood.Dominance],
            { Kind: ClientMessageKind.ExpressionUpdate } m => [m.MouthWidth],
            { Kind: ClientMessageKind.Vision } m => [m.X ?? 0, m.Y ?? 0],
            { Kind: ClientMessageKind.AudioAnalysis } m => [m.Volume ?? 0, m.Brightness ?? 0, m.Noise ?? 0],
            { Kind: ClientMessageKind.ScreenAtmosphere } m => [m.R ?? 0, m.G ?? 0, m.B ?? 0],
            _ => [],
        };
        Assert.IsTrue(numbers.All(double.IsFinite), text);
        switch (message)
        {
            case { Kind: ClientMessageKind.Text } said:
                Assert.IsInRange(1, MessageDecoder.TextMaxChars, said.Content.EnumerateRunes().Count(), text);
                break;
            case { Kind: ClientMessageKind.MoodPush } push:
                Assert.AreEqual(push.Mood.Clamped(), push.Mood, text);
                break;
            case { Kind: ClientMessageKind.Emotion or ClientMessageKind.ExpressionUpdate }:
                Assert.IsInRange(0, 1, numbers[0], text);
                break;
        }
    }
}
