using System.Text;
using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Protocol;

[TestClass]
internal sealed class StateEncoderTests
{
    private const string Groups =
        """
        "expression":{"mouth_curve":-0.5,"eye_open":0.6,"brow_furrow":0,"beat":1,"mouth_width":0.123456},
        """
        + """
        "spirits":{"fire":0.1,"water":0.000001,"earth":0.7,"air":0.24,"light":0.2,"dark":0.999999,"aether":1}
        """;

    private static readonly AvatarState State =
        AvatarStates.From(-0.5, 0.6, 0, 1, 0.123456, 0.1, 0.000001, 0.7, 0.24, 0.2, 0.999999, 1);

    private readonly PublishedTick _published = Published(State);

    [TestMethod]
    public void Greeting_AnyState_HasNoType() => AssertJson("{" + Groups + "}", StateEncoder.Greeting(_published));

    [TestMethod]
    public void Full_AnyState_HasBothGroups() =>
        AssertJson("""{"type":"full",""" + Groups + "}", StateEncoder.Full(_published, stamped: false));

    [TestMethod]
    public void Full_Stamped_EndsWithTheTicksTime() =>
        AssertJson("""{"type":"full",""" + Groups + ""","t":280000000}""", StateEncoder.Full(_published, stamped: true));

    [TestMethod]
    public void Delta_OneGroup_LeavesTheOtherOut()
    {
        AssertJson(
            """{"type":"delta","expression":{"beat":1}}""", Delta(stamped: false, FieldId.Beat));
        AssertJson(
            """{"type":"delta","spirits":{"fire":0.1,"aether":1}}""", Delta(stamped: false, FieldId.Fire, FieldId.Aether));
    }

    [TestMethod]
    public void Delta_BothGroups_HasTheFieldsInTheOrderOfTheWire() =>
        AssertJson(
            """{"type":"delta","expression":{"mouth_curve":-0.5,"mouth_width":0.123456},"spirits":{"fire":0.1}}""",
            Delta(stamped: false, FieldId.Fire, FieldId.MouthWidth, FieldId.MouthCurve));

    [TestMethod]
    public void Delta_Stamped_EndsWithTheTicksTime() =>
        AssertJson("""{"type":"delta","spirits":{"earth":0.7},"t":280000000}""", Delta(stamped: true, FieldId.Earth));

    [TestMethod]
    [DataRow(-1.0, "-1")]
    [DataRow(-0.000001, "-0.000001")]
    [DataRow(-0.0000001, "0")]
    [DataRow(-0.0, "0")]
    [DataRow(0.5, "0.5")]
    [DataRow(0.05, "0.05")]
    [DataRow(1.0, "1")]
    [DataRow(double.NaN, "-1")]
    [DataRow(double.PositiveInfinity, "1")]
    [DataRow(-1e300, "-1")]
    public void Delta_AnyNumber_IsTheShortestExactDecimalInRange(double value, string expected)
    {
        PublishedTick published = Published(State.With(FieldId.MouthCurve, value));
        AssertJson(
            """{"type":"delta","expression":{"mouth_curve":""" + expected + "}}",
            StateEncoder.Delta(published, FieldMask.None.With(FieldId.MouthCurve), stamped: false));
    }

    [TestMethod]
    public void Full_LongestPossible_FitsAndParses()
    {
        var publisher = new Publisher(0.0001);
        AvatarState longest = AvatarStates.Uniform(0.123457).With(FieldId.MouthCurve, -0.123457);
        publisher.Settle(longest);
        var state = new PublishedState(new DeltaThreshold(0.0001));
        state.Advance(longest, TimeSpan.Zero, 0);
        Frame frame = StateEncoder.Full(state.Advance(longest, PublishedState.SettleAfter, long.MinValue), stamped: true);
        Assert.AreEqual(long.MinValue, Json.Parse(frame.Payload).GetProperty("t").GetInt64());
        Assert.Contains("\"mouth_curve\":-0.123457", Json.Text(frame));
    }

    [TestMethod]
    public void Encode_EachKind_NamesItself()
    {
        Assert.AreEqual(FrameKind.Greeting, StateEncoder.Greeting(_published).Kind);
        Assert.AreEqual(FrameKind.Full, StateEncoder.Full(_published, stamped: false).Kind);
        Assert.AreEqual(FrameKind.Delta, Delta(stamped: false, FieldId.Beat).Kind);
    }

    private static PublishedTick Published(AvatarState state) => new Publisher().Settle(state).Published;

    private static void AssertJson(string expected, Frame frame) =>
        Assert.AreEqual(expected, Encoding.UTF8.GetString(frame.Payload.Span));

    private Frame Delta(bool stamped, params FieldId[] fields) =>
        StateEncoder.Delta(_published, fields.Aggregate(FieldMask.None, (mask, field) => mask.With(field)), stamped);
}
