using Elysia.Diff;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Repository.Contracts;

/// <summary>The parts of the protocol that viewers, dashboards and scripts rely on. If one of these tests fails, the
/// change needs a new protocol version, not a changed test.</summary>
[TestClass]
internal sealed class WireContractTests
{
    [TestMethod]
    [DataRow(FieldId.MouthCurve, 0, "mouth_curve", -1)]
    [DataRow(FieldId.EyeOpen, 1, "eye_open", 0)]
    [DataRow(FieldId.BrowFurrow, 2, "brow_furrow", 0)]
    [DataRow(FieldId.Beat, 3, "beat", 0)]
    [DataRow(FieldId.MouthWidth, 4, "mouth_width", 0)]
    [DataRow(FieldId.Fire, 5, "fire", 0)]
    [DataRow(FieldId.Water, 6, "water", 0)]
    [DataRow(FieldId.Earth, 7, "earth", 0)]
    [DataRow(FieldId.Air, 8, "air", 0)]
    [DataRow(FieldId.Light, 9, "light", 0)]
    [DataRow(FieldId.Dark, 10, "dark", 0)]
    [DataRow(FieldId.Aether, 11, "aether", 0)]
    public void Field_EachId_KeepsItsNumberNameAndRange(FieldId field, int number, string name, int min)
    {
        Assert.AreEqual(number, (int)field);
        Assert.AreEqual(name, Field.Name(field));
        Assert.AreEqual(min, Field.Min(field));
        Assert.AreEqual(1, Field.Max(field));
    }

    [TestMethod]
    public void Field_All_AreTheTwelveAbove()
    {
        Assert.HasCount(12, Enum.GetValues<FieldId>());
        Assert.AreEqual(12, Field.Count);
        Assert.AreEqual(5, Field.ExpressionCount);
    }

    [TestMethod]
    [DataRow(CloseReason.PeerClosed, 1000, "")]
    [DataRow(CloseReason.PeerGone, 1000, "")]
    [DataRow(CloseReason.GoingAway, 1001, "going away")]
    [DataRow(CloseReason.ProtocolError, 1002, "protocol error")]
    [DataRow(CloseReason.UnsupportedData, 1003, "only text messages are understood")]
    [DataRow(CloseReason.InvalidPayload, 1007, "text must be UTF-8")]
    [DataRow(CloseReason.TooManyUnread, 1008, "too many unread replies")]
    [DataRow(CloseReason.TooManyFragments, 1008, "message in too many pieces")]
    [DataRow(CloseReason.TooManyFrames, 1008, "too many frames")]
    [DataRow(CloseReason.TooManyBytes, 1008, "too many bytes")]
    [DataRow(CloseReason.MessageTooSlow, 1008, "message not ended in time")]
    [DataRow(CloseReason.MessageTooBig, 1009, "message too big (max: 10000 chars)")]
    [DataRow(CloseReason.SlowConsumer, 1013, "slow")]
    [DataRow(CloseReason.Full, 1013, "full, try again later")]
    [DataRow(CloseReason.TokenMissing, 4001, "a token is needed")]
    [DataRow(CloseReason.TokenRefused, 4002, "the token was refused")]
    [DataRow(CloseReason.TokenExpired, 4003, "the token has expired")]
    [DataRow(CloseReason.TokenRevoked, 4004, "the token was revoked")]
    public void CloseCode_EachReason_KeepsItsCodeAndText(CloseReason reason, int code, string text)
    {
        Assert.AreEqual(code, CloseCode.From(reason));
        Assert.AreEqual(text, CloseCode.Text(reason));
    }

    [TestMethod]
    public void CloseCode_EveryReason_FitsIntoACloseFrame()
    {
        const int closeReasonMaxBytes = 125 - 2; // RFC 6455 section 5.5: a control frame less the code.
        Assert.HasCount(18, Enum.GetValues<CloseReason>());
        foreach (CloseReason reason in Enum.GetValues<CloseReason>())
        {
            int bytes = System.Text.Encoding.UTF8.GetByteCount(CloseCode.Text(reason));
            Assert.IsLessThanOrEqualTo(closeReasonMaxBytes, bytes, reason.ToString());
        }
    }

    [TestMethod]
    [DataRow("text")]
    [DataRow("interrupt")]
    [DataRow("emotion")]
    [DataRow("mood")]
    [DataRow("expression_update")]
    [DataRow("vision")]
    [DataRow("audio_analysis")]
    [DataRow("screen_atmosphere")]
    [DataRow("auth")]
    [DataRow("revoke")]
    public void Decoder_EachClientType_KeepsItsName(string type) =>
        Assert.AreNotEqual(RefusalReason.UnknownType, Json.Decode($$"""{"type":"{{type}}"}""").Reason);

    [TestMethod]
    public void Encoders_EachServerMessage_KeepsItsTypeName()
    {
        EncodedTick frames = new Publisher().Tick(AvatarState.Initial);
        var speech = new SpeechMessage("x", Spirits.Default, new VoiceProperties(1, 1, 1, "soft", 0, 0, 0, 0),
            new VisemeTimeline([]));
        Assert.AreEqual("full", TypeOf(frames.Full(stamped: false)));
        Assert.AreEqual("delta", TypeOf(frames.Delta(FieldMask.All, stamped: false)));
        Assert.AreEqual("speech", TypeOf(EventEncoder.Speech(speech)));
        Assert.AreEqual("interrupted", TypeOf(EventEncoder.Interrupted(1)));
        Assert.AreEqual("answered", TypeOf(EventEncoder.Answered(1)));
        Assert.AreEqual("error", TypeOf(EventEncoder.Error("x")));
        Assert.AreEqual("auth", TypeOf(AuthEncoder.Off()));
        Assert.AreEqual("revoked", TypeOf(AuthEncoder.Revoked("x", 1)));
        Assert.AreEqual("metrics", TypeOf(MetricsEncoder.Totals(new ServerTotals())));
        Assert.AreEqual("alert", TypeOf(MetricsEncoder.Alert("cpu", true, double.NaN, 80, "x")));
    }

    [TestMethod]
    public void Limits_OfTheContract_AreKept()
    {
        Assert.AreEqual(1000, MessageDecoder.TextMaxChars);
        Assert.AreEqual(1_000_000, FixedPoint.One);
        Assert.AreEqual(
            "neutral, calm, hopeful, joy, focused, introspective, sadness, empty", Feelings.KnownNames);
    }

    private static string? TypeOf(Frame frame) => Json.Parse(frame.Payload).GetProperty("type").GetString();
}
