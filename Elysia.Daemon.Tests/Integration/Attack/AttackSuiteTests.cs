using Elysia.Bench.Attack;
using Elysia.Bench.Attack.Attackers;
using Elysia.Bench.Attack.Run;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Runs every attack of `make attack` for half a second in this process: the honest viewers stay connected and
/// see the correct state, and no forbidden outcome occurs. The long run measures the cost for them.</summary>
[TestClass]
[DoNotParallelize]
internal sealed class AttackSuiteTests
{
    private const int Honest = 3;
    private const int Rate = 60;

    // Half a second for three viewers at 60 ticks per second.
    private const int PicturesUnderAttack = 90;

    /// <summary>The attacks, without those that need a daemon with few descriptors, which cannot run in this
    /// process.</summary>
    public static IEnumerable<object[]> Keys =>
        AttackCatalog.All.Where(a => a.OpenFiles is null).Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Keys))]
    [Timeout(60_000)]
    public async Task Attack_ForHalfASecond_HonestViewersStayAndSeeTheCorrectState(string key)
    {
        Elysia.Bench.Attack.Attack attack = AttackCatalog.Find(key)!;
        int seed = Random.Shared.Next();
        await using DaemonHost host = await DaemonHost.StartAsync("auto", o => o with
        {
            MinFps = Rate,
            MaxFps = Rate,
            Auth = attack.NeedsTokens ? AuthMode.Jwt : AuthMode.Off,
            JwtSecret = attack.NeedsTokens ? new Secret(TokenForge.Secret) : null,
        });
        string? token = attack.NeedsTokens ? new TokenForge(TimeProvider.System).Make("viewer") : null;
        using HonestViewers honest = await HonestViewers.ConnectAsync(Honest, host.Port, 0.01, TimeProvider.System, token);
        using var over = new CancellationTokenSource();
        var attacker = new Attacker(host.Port, seed, TimeProvider.System, over.Token) { IsMany = attack.IsMany };
        Task playing = attack.PlayAsync(attacker);
        await Eventually.TrueAsync(() => attacker.Tally.Connections > 0 || playing.IsCompleted, $"{key} begins (seed {seed})");
        long seen = (await honest.SinceLastAsync()).Checked;
        HonestFigures figures;
        do
        {
            figures = await honest.SinceLastAsync();
        }
        while (figures.Checked < seen + PicturesUnderAttack && figures.Open == Honest);

        Assert.IsFalse(playing.IsCompleted, $"{key} ended by itself (seed {seed}).");
        await over.CancelAsync();
        await Eventually.CompletesAsync(playing.ContinueWith(_ => true, TaskScheduler.Default), $"{key} ends (seed {seed})");
        await host.ViewersAsync(Honest);
        figures = await honest.SinceLastAsync();
        Assert.AreEqual(Honest, figures.Open, $"{figures.LossesText} (seed {seed})");
        Assert.AreEqual(0, figures.Wrong, $"wrong states (seed {seed})");
        Assert.IsEmpty(attacker.Tally.Breaches, $"{string.Join("; ", attacker.Tally.Breaches)} (seed {seed})");
    }
}
