using Elysia.Channels;
using Elysia.Fanout;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>Her answers reach the clients that asked, and a client that has left delays no other answer.</summary>
[TestClass]
internal sealed class ReplyDispatcherTests
{
    [TestMethod]
    public async Task Run_TheClientThatAskedHasLeft_TheNextOneIsAnswered()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        var channels = new EngineChannels();
        using var stopping = new CancellationTokenSource();
        Task running = new ReplyDispatcher(channels, rig.Hub).RunAsync(stopping.Token);
        Assert.IsTrue(channels.Replies.Writer.TryWrite(new Reply(new ClientId(12345), Says("nobody hears"), 1)));
        Assert.IsTrue(channels.Replies.Writer.TryWrite(new Reply(session.Id, Says("you hear"), 2)));
        await Eventually.TrueAsync(() => socket.Viewer().LastSpeech is not null, "the asker is answered");
        Assert.AreEqual("you hear", socket.Viewer().LastSpeech!.Value.GetProperty("content").GetString());

        await stopping.CancelAsync();
        await running.WaitAsync(Eventually.Deadline);
    }

    private static SpeechMessage Says(string text) =>
        new(text, AvatarState.Initial.Spirits, new VoiceProperties(1, 1, 1, "balanced", 0.5, 0.5, 0.5, 0.5),
            new VisemeTimeline([]));
}
