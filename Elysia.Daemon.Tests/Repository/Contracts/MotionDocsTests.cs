using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V2;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Contracts;

/// <summary>Compares the part of docs/PROTOCOL.md about protocol 2 with the code.</summary>
[TestClass]
internal sealed class MotionDocsTests
{
    private readonly string _protocol = SourceTree.Read("docs/PROTOCOL.md");

    [TestMethod]
    public void Protocol2_EveryServerExample_IsReadByAViewer()
    {
        var picture = new MotionPicture();
        var types = new HashSet<string>();
        foreach (string example in Examples("json motion"))
        {
            JsonElement message = Json.Parse(example);
            string type = message.GetProperty("type").GetString()!;
            types.Add(type);
            if (type is "keyframe" or "delta" or "digest")
            {
                picture.Receive(message);
                Assert.AreEqual(8, picture.Digest().Length);
            }
        }

        CollectionAssert.AreEquivalent(
            new[] { "hello", "keyframe", "delta", "digest", "pong", "going-away" }, types.ToArray());
    }

    [TestMethod]
    public void Protocol2_TheSpeechExample_IsWhatTheServerWrites()
    {
        var voice = new VoiceProperties(1.21, 0.94, 0.6, "balanced", 0.6, 0.4, 0.2, 0.6);
        var lips = new VisemeTimeline([new(0, 0.3, 0.2), new(0.08, 0.3, 0.9), new(0.31, 0)]);
        var speech = new SpeechMessage("See?", Spirits.Default, voice, lips) { Turn = 7 };
        Assert.AreEqual(Examples("json speech").Single(), Json.Text(EventEncoder.BriefSpeech(speech)));
    }

    [TestMethod]
    public void Protocol2_EveryBinaryExample_IsOneOfTheJsonExamples()
    {
        string[] state = [.. Examples("json motion").Select(Json.Parse)
            .Where(m => m.TryGetProperty("tick", out _) && m.GetProperty("type").GetString() != "hello")
            .Select(MotionReader.Read)];
        string[] binary = [.. Examples("hex")
            .Select(line => Convert.FromHexString(line.Replace(" ", "", StringComparison.Ordinal)))
            .Select(bytes => MotionReader.Text(BinaryMotionDecoder.Decode(bytes)!))];
        CollectionAssert.AreEqual(state, binary);
    }

    [TestMethod]
    public void Protocol2_EverySessionExample_IsTakenAndShowsAllThereAre()
    {
        var shown = new HashSet<string>();
        foreach (string example in Examples("json session"))
        {
            Assert.IsTrue(SessionDecoder.TryDecode(Encoding.UTF8.GetBytes(example), out SessionMessage? message, out _), example);
            Assert.IsNotNull(message, example);
            shown.Add(message.GetType().Name);
        }

        CollectionAssert.AreEquivalent(typeof(SessionMessage).GetNestedTypes().Select(t => t.Name).ToArray(), shown.ToArray());
    }

    [TestMethod]
    public void SessionDecoder_RandomBytes_NeverThrows()
    {
        var random = new Random(8);
        byte[][] pieces =
        [
            .. new[] { "{", "}", "\"type\":", "\"ack\"",
                    "\"rate\"", "\"ping\",", "\"fps\":", "\"c\":", "1e999", "-1", "[", "\\ud800", ",", "\"" }
                .Select(Encoding.UTF8.GetBytes),
        ];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.Next(12)).SelectMany(_ => pieces[random.Next(pieces.Length)])];
            bool taken = SessionDecoder.TryDecode(bytes, out SessionMessage? message, out string? error);
            Assert.AreEqual(taken, message is not null || error is not null, Encoding.UTF8.GetString(bytes));
        }
    }

    private string[] Examples(string fence) =>
    [
        .. Regex.Matches(_protocol, $@"^```{fence}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
    ];
}
