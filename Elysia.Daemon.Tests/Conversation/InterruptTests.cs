using Elysia.Configuration.Options;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Conversation;

/// <summary>An interrupt stops the model, the voice and the mouth; memory keeps what was heard.</summary>
[TestClass]
internal sealed class InterruptTests
{
    private const string Hello = """{"type":"text","content":"hello"}""";
    private const string Interrupt = """{"type":"interrupt"}""";

    [TestMethod]
    public async Task Interrupt_WhileTheModelThinks_ClosesTheRequestAndNothingMoreIsSaid()
    {
        await using var model = new ScriptedModel(
            ScriptedModel.FallsSilentAfter(), ScriptedModel.Says("A new one."));
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Hello);
        await Eventually.TrueAsync(() => model.Asked.Count == 1, "the model is asked");
        await asker.SendAsync(Hello);
        await asker.SendAsync(Interrupt);

        await asker.ReceivesAsync("interrupted");
        await Eventually.TrueAsync(() => model.Open == 0, "the request is closed");
        Assert.IsEmpty(asker.Of("speech"));

        await asker.SendAsync(Hello);
        await asker.ReceivesAsync("speech");
        Assert.HasCount(2, model.Asked, "The waiting text was dropped with the answer.");
    }

    [TestMethod]
    public async Task Interrupt_WhileTheModelSpeaks_ClosesTheMouthAndKeepsWhatWasHeard()
    {
        string sentence = string.Concat(Enumerable.Repeat("many words that take their time ", 8)).Trim() + ".";
        await using var model = new ScriptedModel(
            ScriptedModel.FallsSilentAfter(sentence, " ", sentence, " And"), ScriptedModel.Says("Yes."));
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Hello);
        await asker.ReceivesAsync("speech", 2);
        await Eventually.TrueAsync(() => asker.Picture![(int)FieldId.MouthWidth] > 0.1, "the mouth is open");
        await asker.SendAsync(Interrupt);

        Assert.IsGreaterThan(0, (await asker.ReceivesAsync("interrupted")).GetProperty("turn").GetInt64());
        await Eventually.TrueAsync(() => asker.Picture![(int)FieldId.MouthWidth] == 0, "the mouth is closed");
        await asker.SendAsync(Hello);
        await asker.ReceivesAsync("speech", 3);

        // Her answer as the model is told it: a part of the first sentence, because not even a second has passed.
        string[] answered =
        [
            .. model.Asked[1].GetProperty("messages").EnumerateArray()
                .Where(m => m.GetProperty("role").GetString() == "assistant").Select(m => m.GetProperty("content").ToString()),
        ];
        Assert.IsLessThan(sentence.Length, string.Concat(answered).Length, string.Concat(answered));
    }

    [TestMethod]
    public async Task Interrupt_AnswerSentButNotHeard_KeepsWhatWasHeard()
    {
        string sentence = string.Concat(Enumerable.Repeat("many words that take their time ", 8)).Trim() + ".";
        await using var model = new ScriptedModel(ScriptedModel.Says(sentence, " Last."), ScriptedModel.Says("Yes."));
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Hello);
        await asker.ReceivesAsync("speech", 2);
        await asker.SendAsync(Interrupt);
        await asker.ReceivesAsync("interrupted");
        await asker.SendAsync(Hello);
        await asker.ReceivesAsync("speech", 3);
        Assert.DoesNotContain("Last.", model.Asked[1].GetProperty("messages").GetRawText());
    }

    [TestMethod]
    public async Task Interrupt_OfAnotherClient_DoesNotAffectTheAnswer()
    {
        var go = new TaskCompletionSource();
        await using var model = new ScriptedModel(async answer =>
        {
            await answer.BeginAsync();
            await go.Task;
            await answer.PieceAsync("Undisturbed.");
            await answer.EndAsync();
        });
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await using Viewer other = await host.ConnectAsync();
        await asker.SendAsync(Hello);
        await Eventually.TrueAsync(() => model.Asked.Count == 1, "the model is asked");
        await other.SendAsync(Interrupt);
        Assert.AreEqual(0, (await other.ReceivesAsync("interrupted")).GetProperty("turn").GetInt64());
        go.SetResult();
        Assert.AreEqual("Undisturbed.", (await asker.ReceivesAsync("speech")).GetProperty("content").GetString());
        Assert.IsEmpty(asker.Of("interrupted"));
    }

    [TestMethod]
    public async Task Leave_WhileTheModelThinks_ClosesTheRequest()
    {
        await using var model = new ScriptedModel(ScriptedModel.FallsSilentAfter());
        await using DaemonHost host = await StartAsync(model);
        await using (Viewer asker = await host.ConnectAsync())
        {
            await asker.SendAsync(Hello);
            await Eventually.TrueAsync(() => model.Open == 1, "the model is asked");
        }

        await Eventually.TrueAsync(() => model.Open == 0, "the request is closed");
    }

    private static Task<DaemonHost> StartAsync(ScriptedModel model) => DaemonHost.StartAsync(
        with: o => o with { Reasoning = new ReasoningSettings { Url = model.Url, Model = "scripted" } });
}
