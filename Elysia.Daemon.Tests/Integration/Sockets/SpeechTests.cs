using System.Net;
using System.Text.Json;
using Elysia.Configuration.Options;
using Elysia.Speech.Synthesis;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Integration.Browser;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests her voice, from a chat text to the sound and to the mouth movement that all viewers see.</summary>
[TestClass]
internal sealed class SpeechTests
{
    // Ten texts a second are accepted.
    private const int Turns = 9;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task Text_WithEspeak_IsAnsweredWithAClipThatCanBeFetched()
    {
        RequireEspeak();
        await using DaemonHost daemon = await StartAsync(VoiceEngine.Espeak);
        await using Viewer asker = await daemon.ConnectAsync();
        using var http = new HttpClient { BaseAddress = daemon.Address };

        await asker.SendAsync("""{"type":"text","content":"Hello Elysia"}""");
        JsonElement audio = (await asker.ReceivesAsync("speech")).GetProperty("audio");

        string url = audio.GetProperty("url").GetString()!;
        using HttpResponseMessage answer = await http.GetAsync(url);
        byte[] wav = await answer.Content.ReadAsByteArrayAsync();
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual("audio/wav", answer.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual(WavFile.Read(wav)!.Value.DurationSeconds, audio.GetProperty("duration").GetDouble(), 1e-3);
        foreach (string path in new[] { "/speech/", "/speech/0.wav", url + "/x", "/speech/../health" + "x" })
        {
            using HttpResponseMessage missing = await http.GetAsync(path);
            Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode, path);
        }

        using HttpResponseMessage posted = await http.PostAsync(url, null);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    }

    [TestMethod]
    public async Task Text_WithEspeak_HasItsSoundSoon()
    {
        RequireEspeak();
        await using DaemonHost daemon = await StartAsync(VoiceEngine.Espeak);
        await using Viewer asker = await daemon.ConnectAsync();
        using var http = new HttpClient { BaseAddress = daemon.Address };
        var waits = new List<double>();
        for (int turn = 1; turn <= Turns; turn++)
        {
            waits.Add(await FirstSoundMsAsync(asker, http, turn));
        }

        waits.Sort();
        TestContext.WriteLine($"From the text to the first bytes of sound at the viewer: p50 {waits[Turns / 2]:F1} ms, "
            + $"maximum {waits[^1]:F1} ms of {Turns} turns");
    }

    [TestMethod]
    public async Task Text_FirstAfterTheStart_HasItsSoundSoon()
    {
        RequireEspeak();
        await using ElysiaProcess daemon = await ElysiaProcess.StartAsync(environment: ("ELYSIA_TTS", "espeak"));
        await using Viewer asker = await Viewer.ConnectAsync(new UriBuilder(new Uri(daemon.Page, "ws")) { Scheme = "ws" }.Uri);
        using var http = new HttpClient { BaseAddress = daemon.Page };
        double first = await FirstSoundMsAsync(asker, http, 1);
        double second = await FirstSoundMsAsync(asker, http, 2);
        TestContext.WriteLine($"A daemon just started: {first:F1} ms to the first sound, then {second:F1} ms");
    }

    [TestMethod]
    public async Task Text_WithoutAVoice_HasAMouthAndNoSound()
    {
        await using DaemonHost daemon = await StartAsync(VoiceEngine.None);
        await using Viewer asker = await daemon.ConnectAsync();

        await asker.SendAsync("""{"type":"text","content":"안녕하세요"}""");
        JsonElement speech = await asker.ReceivesAsync("speech");

        Assert.IsFalse(speech.TryGetProperty("audio", out _));
        Assert.IsGreaterThan(3, speech.GetProperty("lipsync").GetArrayLength());
    }

    [TestMethod]
    public async Task Text_OfOneViewer_MovesTheMouthForAllViewers()
    {
        await using DaemonHost daemon = await StartAsync(VoiceEngine.None);
        await using Viewer asker = await daemon.ConnectAsync();
        await using Viewer watcher = await daemon.ConnectAsync();
        await watcher.ReceivesAsync("full");

        await asker.SendAsync("""{"type":"text","content":"Hello Elysia"}""");
        await asker.ReceivesAsync("speech");

        await Eventually.TrueAsync(() => Mouth(watcher) > 0.3, "her mouth opens for the viewer that only watches");
        await Eventually.TrueAsync(() => Mouth(watcher) == 0, "it closes when all is said");
        Assert.IsEmpty(watcher.Of("speech"));
    }

    private static double Mouth(Viewer viewer) => viewer.Picture![(int)FieldId.MouthWidth];

    private static Task<DaemonHost> StartAsync(VoiceEngine engine) =>
        DaemonHost.StartAsync(with: options => options with { Voice = options.Voice with { Engine = engine } });

    // Returns the time from a text to the first bytes of its sound, in ms.
    private static async Task<double> FirstSoundMsAsync(Viewer asker, HttpClient http, int turn)
    {
        TimeProvider time = TimeProvider.System;
        long sent = time.GetTimestamp();
        var heard = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        asker.OnMessage = viewer =>
        {
            if (viewer.Of("speech").Count == turn)
            {
                heard.TrySetResult(viewer.Of("speech")[^1]);
            }
        };
        await asker.SendAsync($$"""{"type":"text","content":"Hello, how are you today? {{turn}}"}""");
        JsonElement speech = await Eventually.CompletesAsync(heard.Task, "she answers");
        string url = speech.GetProperty("audio").GetProperty("url").GetString()!;
        using HttpResponseMessage answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        using Stream sound = await answer.Content.ReadAsStreamAsync();
        Assert.IsGreaterThan(0, await sound.ReadAtLeastAsync(new byte[4096], 4096, throwOnEndOfStream: false));
        return time.GetElapsedTime(sent).TotalMilliseconds;
    }

    private static void RequireEspeak()
    {
        if (!EspeakVoice.IsThere())
        {
            MissingTool.Report("espeak-ng is missing. Install it: packaging/test-tools.sh");
        }
    }
}
