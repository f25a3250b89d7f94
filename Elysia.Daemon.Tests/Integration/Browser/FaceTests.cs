using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>A feeling chosen in one window shows in every window and equals the daemon's state.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class FaceTests : BrowserTest
{
    // The mood that each button sends (contract, section 3).
    private const double Intensity = 0.8;
    private static readonly (string Feeling, double Valence, double Arousal)[] Presets =
    [
        ("neutral", 0, 0.2), ("calm", 0.2, 0.1), ("hopeful", 0.6, 0.4),
        ("focused", 0.1, 0.6), ("introspective", -0.2, 0.3), ("empty", -0.5, 0.1),
    ];

    private static readonly (string Attribute, string Field)[] HeldStill =
    [
        ("data-mouth-curve", "mouth_curve"), ("data-eye-open", "eye_open"),
        ("data-brow-furrow", "brow_furrow"), ("data-mouth-width", "mouth_width"),
    ];

    [TestMethod]
    public async Task Feeling_ClickedInOneWindow_MovesTheFaceInBothToTheServersValues()
    {
        Window hers = await OpenAsync();
        Window his = await OpenAsync();
        await hers.SmilesAsync(0);
        await his.SmilesAsync(0);

        await hers.FeelAsync("hopeful");

        // From neutral by 0.8 towards hopeful (contract, section 3): 0.6 · 0.8.
        await hers.SmilesAsync(0.48);
        await his.SmilesAsync(0.48);
        await Expect(his.Face).ToHaveAttributeAsync("aria-label", "Elysia’s face: smiling softly");
        JsonElement state = await Server.StateAsync(Daemon.Page);
        await EqualsAsync(hers, state);
        await EqualsAsync(his, state);
    }

    [TestMethod]
    public async Task Feeling_EveryButtonInTurn_MovesTheFaceAsTheContractSays()
    {
        Window window = await OpenAsync(Screen.Desktop());
        double valence = 0;
        double arousal = 0.2;

        foreach ((string feeling, double toValence, double toArousal) in Presets)
        {
            await window.FeelAsync(feeling);

            valence = (valence * (1 - Intensity)) + (toValence * Intensity);
            arousal = (arousal * (1 - Intensity)) + (toArousal * Intensity);
            await window.SmilesAsync(valence);
            await Expect(window.Face).ToHaveAttributeAsync("data-eye-open", Server.Shown(0.5 + (0.5 * arousal)));
            await KeepAsync(window, $"feeling-{feeling}");
        }

        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    // The beat never rests, so it is the only value that is not compared.
    private static async Task EqualsAsync(Window window, JsonElement state)
    {
        foreach ((string attribute, string field) in HeldStill)
        {
            await Expect(window.Face).ToHaveAttributeAsync(attribute, Server.Shown(state, "expression", field));
        }

        foreach (JsonProperty spirit in state.GetProperty("spirits").EnumerateObject())
        {
            await Expect(window.Page.Locator($"[data-spirit={spirit.Name}]"))
                .ToHaveAttributeAsync("aria-valuenow", Server.Shown(spirit.Value.GetDouble()));
        }
    }
}
