using System.Text.RegularExpressions;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The conversation in a browser, in both languages.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed partial class ChatTests : BrowserTest
{
    private static readonly string[] KoreanFeelings = ["담담함", "평온", "희망", "집중", "성찰", "공허"];
    private static readonly string[] KoreanSpirits = ["불", "물", "땅", "바람", "빛", "어둠", "에테르"];

    [TestMethod]
    public async Task Say_InEnglish_IsAnsweredInEnglishWithMovingLips()
    {
        Window window = await OpenAsync();

        await window.SayAsync("Hello Elysia, I am so happy today!");

        await Expect(window.Said).ToHaveCountAsync(1);
        await Expect(window.Said.Locator(".line-text")).ToHaveTextAsync("Hello Elysia, I am so happy today!");
        await window.Page.WaitForFunctionAsync("() => Number(document.querySelector('#face').dataset.mouthWidth) > 0.1");
        await Expect(window.Answers).ToHaveTextAsync(Latin());
        await Expect(window.Answers).Not.ToHaveTextAsync(Hangul());

        // Joyful words move her by 0.6 towards hopeful; when she has finished speaking, her mouth is closed again.
        await window.SmilesAsync(0.36);
        await Expect(window.Face).ToHaveAttributeAsync("data-mouth-width", "0.000");
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task Say_InKoreanThenEnglish_IsAnsweredInEachUnderKoreanLabels()
    {
        Window window = await OpenAsync(Screen.Desktop("ko-KR"));
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        await Expect(window.Badge).ToHaveTextAsync("연결됨");
        await Expect(window.Page.Locator(".feeling")).ToHaveTextAsync(KoreanFeelings);
        await Expect(window.Page.Locator(".spirit-name")).ToHaveTextAsync(KoreanSpirits);

        await window.SayAsync("안녕 엘리시아, 오늘 정말 기뻐!");

        await Expect(window.Answers).ToHaveTextAsync(Hangul());
        await window.SmilesAsync(0.36);
        await KeepAsync(window, "desktop-ko");

        // She answers in the language of the text, whatever the language of the page.
        await window.SayAsync("Hello, who are you?");
        await Expect(window.Answers.Nth(1)).ToHaveTextAsync(Latin());
    }

    [TestMethod]
    public async Task Stop_WhileSheSpeaks_IsShownAndEscapeClosesHerMouth()
    {
        Window window = await OpenAsync();
        ILocator stop = window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop her" });
        await Expect(stop).ToBeHiddenAsync();

        await window.SayAsync("Hello Elysia, what do you think of the sea and of long walks in the rain?");
        await Expect(window.Answers).ToHaveCountAsync(1);
        await Expect(stop).ToBeVisibleAsync();
        await window.Page.WaitForFunctionAsync("() => Number(document.querySelector('#face').dataset.mouthWidth) > 0.1");
        await KeepAsync(window, "speaking");
        await window.Page.Keyboard.PressAsync("Escape");

        await Expect(stop).ToBeHiddenAsync();
        await Expect(window.Face).ToHaveAttributeAsync("data-mouth-width", "0.000");
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task Stop_BetweenTwoSentencesOfASlowModel_IsStillShownAndStopsHer()
    {
        await using var model = new ScriptedModel(ScriptedModel.FallsSilentAfter("Hi. ", "And"));
        await Daemon.DisposeAsync();
        Daemon = await ElysiaProcess.StartAsync(
            environment: [("ELYSIA_LLM_URL", model.Url.ToString()), ("ELYSIA_LLM_MODEL", "scripted")]);
        Window window = await OpenAsync();
        ILocator stop = window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop her" });

        // "Hi." moves the lips for a few frames only, so the page itself has to watch for it from the start.
        await window.Page.EvaluateAsync(
            """
            () => {
              const face = document.querySelector('#face');
              window.widest = 0;
              new MutationObserver(() => { window.widest = Math.max(window.widest, Number(face.dataset.mouthWidth)); })
                .observe(face, { attributes: true });
            }
            """);
        await window.SayAsync("Hello!");
        await Expect(window.Answers).ToHaveTextAsync("Hi.");
        await window.Page.WaitForFunctionAsync("() => window.widest > 0.1");
        await Expect(window.Face).ToHaveAttributeAsync("data-mouth-width", "0.000");
        await KeepAsync(window, "between-sentences");
        await Expect(stop).ToBeVisibleAsync();
        await stop.ClickAsync();

        await Expect(stop).ToBeHiddenAsync();
        await Eventually.TrueAsync(() => model.Open == 0, "the request to the model is cancelled");
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task Say_Markup_IsShownAsText()
    {
        const string Markup = "<b>bold</b> & <img src=x onerror=alert(1)>";
        Window window = await OpenAsync();

        await window.SayAsync(Markup);

        await Expect(window.Said.Locator(".line-text")).ToHaveTextAsync(Markup);
        await Expect(window.Answers).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#chat-log :is(b, img)")).ToHaveCountAsync(0);
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task Say_SeveralTexts_AreAnsweredInOrderAndTheLatestIsInView()
    {
        string[] texts = ["Hello Elysia!", "How are you today?", "I wonder what the stars are made of."];
        Window window = await OpenAsync(Screen.Desktop());

        for (int said = 1; said <= texts.Length; said++)
        {
            await window.SayAsync(texts[said - 1]);
            await Expect(window.Answers).ToHaveCountAsync(said);
        }

        await Expect(window.Answers.Last).ToBeInViewportAsync();
        await Expect(window.ChatInput).ToBeFocusedAsync();
        await KeepAsync(window, "desktop-en");
    }

    [GeneratedRegex(@"[가-힣]")]
    private static partial Regex Hangul();

    [GeneratedRegex(@"[a-z]{2}")]
    private static partial Regex Latin();
}
