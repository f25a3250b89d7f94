using System.Text.Json;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Protocol;

/// <summary>A viewer of the reference handles the recorded session and the messages of Elysia alike: same members, same
/// nesting.</summary>
[TestClass]
internal sealed class RecordedSessionTests
{
    private readonly JsonElement[] _recorded = [.. OracleFile.RecordedServerMessages().Select(Json.Parse)];

    [TestMethod]
    public void Viewer_RecordedSession_FollowsItToTheLastMessage()
    {
        var viewer = new ViewerModel();
        foreach (JsonElement message in _recorded)
        {
            viewer.Receive(message);
        }

        Assert.AreEqual(1, viewer.Received[""]);
        Assert.AreEqual(1, viewer.Received["full"]);
        Assert.IsGreaterThan(100, viewer.Received["delta"]);
        JsonElement lastDelta = _recorded.Last(message => TypeOf(message) == "delta");
        Assert.AreEqual(
            lastDelta.GetProperty("expression").GetProperty("beat").GetDouble(), viewer[FieldId.Beat]);
        Assert.HasCount(5, viewer.Expression);
        Assert.HasCount(7, viewer.Spirits);
    }

    [TestMethod]
    public void Viewer_ElysiasFrames_FollowsThemTheSameWay()
    {
        var publisher = new Publisher();
        var viewer = new ViewerModel();
        AvatarState state = AvatarState.Initial;
        viewer.Receive(publisher.Tick(state).Greeting);
        viewer.Receive(publisher.Last.Full(stamped: false));
        for (int i = 0; i < 100; i++)
        {
            Mood? mood = i == 50 ? Feelings.MoodOf(Feeling.Hopeful) : null;
            state = AvatarSimulation.Step(state, new AvatarChanges(mood, i % 7 / 7.0), TimeSpan.FromMilliseconds(30));
            publisher.Tick(state);
            viewer.Receive(publisher.Last.Delta(publisher.JustPublished(), stamped: i % 2 == 0));
        }

        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.AreEqual(state[field], viewer[field], 0.01, Field.Name(field));
        }
    }

    [TestMethod]
    public void Shapes_GreetingAndFull_AreTheRecordedOnes()
    {
        EncodedTick frames = new Publisher().Tick(AvatarState.Initial);
        Assert.AreEqual(Shape(_recorded.First(m => TypeOf(m) == "")), Shape(Json.Parse(frames.Greeting.Payload)));
        Assert.AreEqual(Shape(Recorded("full")), Shape(Json.Parse(frames.Full(stamped: false).Payload)));
    }

    [TestMethod]
    public void Shapes_EveryRecordedDelta_IsTheOneElysiaWritesForItsFields()
    {
        EncodedTick frames = new Publisher().Tick(AvatarState.Initial);
        foreach (JsonElement delta in _recorded.Where(m => TypeOf(m) == "delta"))
        {
            FieldMask mask = AvatarStates.Fields
                .Where(field => Holds(delta, field))
                .Aggregate(FieldMask.None, (set, field) => set.With(field));
            Frame ours = StateEncoder.Delta(frames.Published, mask, stamped: false);
            Assert.AreEqual(Shape(delta), Shape(Json.Parse(ours.Payload)));
        }
    }

    [TestMethod]
    public void Shapes_SpeechAndError_HoldEverythingThatWasRecorded()
    {
        var speech = new SpeechMessage(
            "x", Spirits.Default, new VoiceProperties(1, 1, 1, "soft", 0, 0, 0, 0),
            new VisemeTimeline([new VisemeKey(0, 0.3), new VisemeKey(0.1, 0)]));
        JsonElement ours = Json.Parse(EventEncoder.Speech(speech).Payload);
        foreach (JsonProperty member in Recorded("speech").EnumerateObject().Where(m => m.Name != "lipsync"))
        {
            Assert.AreEqual(Shape(member.Value), Shape(ours.GetProperty(member.Name)), member.Name);
        }

        Assert.AreEqual(Shape(Recorded("speech").GetProperty("lipsync")[0]), Shape(ours.GetProperty("lipsync")[0]));
        Assert.AreEqual(Shape(Recorded("error")), Shape(Json.Parse(EventEncoder.Error("x").Payload)));
    }

    [TestMethod]
    public void Texts_EveryRecordedRefusalOfOneMessage_IsElysiasOwn()
    {
        Assert.Contains(Json.Decode("""{"type":"bogus"}""").Error, RecordedErrors());
        Assert.Contains(Json.Decode("""{"type":"text","content":""}""").Error, RecordedErrors());
    }

    private static string TypeOf(JsonElement message) =>
        message.TryGetProperty("type", out JsonElement type) ? type.GetString()! : "";

    private static bool Holds(JsonElement delta, FieldId field) =>
        delta.TryGetProperty((int)field < Field.ExpressionCount ? "expression" : "spirits", out JsonElement group)
        && group.TryGetProperty(Field.Name(field), out _);

    /// <summary>Returns the names, order, nesting and kinds of a message without its values; "type" keeps its
    /// value.</summary>
    private static string Shape(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().Select(member =>
            member.Name + ":" + (member.Name == "type" ? member.Value.GetString() : Shape(member.Value)))) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Shape)) + "]",
        _ => element.ValueKind.ToString(),
    };

    private JsonElement Recorded(string type) => _recorded.First(message => TypeOf(message) == type);

    private List<string?> RecordedErrors() =>
        [.. _recorded.Where(m => TypeOf(m) == "error").Select(m => m.GetProperty("message").GetString())];
}
