using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The daemon goes away and comes back: the page notices, and nothing that was typed is lost.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class ReconnectTests : BrowserTest
{
    [TestMethod]
    [DataRow(false, DisplayName = "Restart_Stopped_WindowReconnectsAndSendsWhatWasTypedMeanwhile")]
    [DataRow(true, DisplayName = "Restart_Killed_WindowReconnectsAndSendsWhatWasTypedMeanwhile")]
    public async Task Restart_OnTheSamePort_WindowReconnectsAndSendsWhatWasTypedMeanwhile(bool killed)
    {
        Window window = await OpenAsync(Screen.Desktop());
        await window.FeelAsync("hopeful");
        await window.SmilesAsync(0.48);
        int port = Daemon.Page.Port;

        await (killed ? Daemon.KillAsync() : Daemon.StopAsync());
        await window.IsAwayAsync();
        await window.SayAsync("Hello, are you there?");
        await window.FeelAsync("calm");

        await Expect(window.Said).ToContainTextAsync("waiting to be sent");
        await Expect(window.Page.Locator(".line.note").Last).ToContainTextAsync("“Calm” will reach Elysia");
        await Expect(window.Badge).ToHaveTextAsync("Reconnecting…");
        await KeepAsync(window, killed ? "away-killed" : "away-stopped");

        await Daemon.DisposeAsync();
        Daemon = await ElysiaProcess.StartAsync(port);

        await window.IsLiveAsync();
        await Expect(window.Badge).ToHaveTextAsync("Live");
        await Expect(window.Answers).ToHaveCountAsync(1);
        await Expect(window.Said).Not.ToContainTextAsync("waiting to be sent");

        // The new daemon started at neutral. The words moved it by 0.3 towards calm and the feeling by 0.8, in either
        // order, since generating an answer takes time: 0.2 · (1 - 0.7 · 0.2). A loss or a repetition would end at
        // another value.
        await window.SmilesAsync(0.172);
        await Expect(window.Said).ToHaveCountAsync(1);
    }
}
