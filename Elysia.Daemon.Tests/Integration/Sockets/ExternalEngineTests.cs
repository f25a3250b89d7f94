using System.Globalization;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>An external engine pushes 120 moods a second: no viewer ever sees a face that belongs to no mood.</summary>
[TestClass]
internal sealed class ExternalEngineTests
{
    private const int Moods = 1000;
    private const int RateHz = 120;
    private const double Threshold = 0.01;
    private const double Micro = 1e-6;

    [TestMethod]
    public async Task Push_ThousandRandomMoods_EveryPictureIsWithinTheThresholdInOrderAndExactAtRest()
    {
        int seed = Random.Shared.Next();
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer engine = await host.ConnectAsync();
        var faces = new List<double[]> { MoodFace.From(Mood.Neutral) };
        var watchers = new List<FaceWatcher>();
        for (int i = 0; i < 4; i++)
        {
            watchers.Add(new FaceWatcher(await host.ConnectAsync(), faces, Threshold + Micro));
        }

        Mood last = await DriveAsync(engine, new Random(seed), faces);
        double[] rest = MoodFace.From(last);
        foreach (FaceWatcher watcher in watchers)
        {
            await Eventually.TrueAsync(
                () => MoodFace.Distance(watcher.Viewer.Picture!, rest) <= Micro, $"the last mood is shown exactly (seed {seed})");
            Assert.IsNull(watcher.Fault, $"{watcher.Fault} (seed {seed})");
            Assert.IsGreaterThan(Moods / 10, watcher.Pictures, "Too few pictures to prove anything.");
            await watcher.Viewer.DisposeAsync();
        }

        Assert.IsFalse(engine.IsClosed);
    }

    private static async Task<Mood> DriveAsync(Viewer engine, Random random, List<double[]> faces)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        Mood mood = Mood.Neutral;
        for (int i = 0; i < Moods; i++)
        {
            // Some jumps, more small steps, and occasionally one below the threshold.
            mood = random.Next(4) == 0
                ? new Mood(Draw(random, -1), Draw(random, 0), Draw(random, -1))
                : new Mood(mood.Valence + Step(random), mood.Arousal + Step(random), mood.Dominance + Step(random)).Clamped();
            await PushAsync(engine, mood, faces);
            TimeSpan ahead = TimeSpan.FromSeconds((i + 1.0) / RateHz) - time.GetElapsedTime(start);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, time);
            }
        }

        // A push too many within a second is refused. The last one counts, so it is repeated a second later.
        await Task.Delay(TimeSpan.FromSeconds(1.1), time);
        await PushAsync(engine, mood, faces);
        return mood;
    }

    private static Task PushAsync(Viewer engine, Mood mood, List<double[]> faces)
    {
        lock (faces)
        {
            faces.Add(MoodFace.From(mood));
        }

        return engine.SendAsync(string.Create(CultureInfo.InvariantCulture,
            $$"""{"type":"mood","valence":{{mood.Valence}},"arousal":{{mood.Arousal}},"dominance":{{mood.Dominance}}}"""));
    }

    private static double Draw(Random random, double min) => min + (random.NextDouble() * (1 - min));

    private static double Step(Random random) => (random.NextDouble() - 0.5) * (random.Next(2) == 0 ? 0.01 : 0.1);


    /// <summary>Checks every picture of a viewer: it must belong to some mood, and not to one older than that of the
    /// previous picture.</summary>
    private sealed class FaceWatcher
    {
        private readonly List<double[]> _faces;
        private readonly double _within;
        private int _mood;

        public FaceWatcher(Viewer viewer, List<double[]> faces, double within)
        {
            (Viewer, _faces, _within) = (viewer, faces, within);
            viewer.OnMessage = Check;
        }

        public Viewer Viewer { get; }

        public string? Fault { get; private set; }

        public int Pictures { get; private set; }

        private void Check(Viewer viewer)
        {
            double[] picture = viewer.Picture!;
            Pictures++;
            lock (_faces)
            {
                int found = _faces.FindIndex(_mood, face => MoodFace.Distance(picture, face) <= _within);
                if (found < 0)
                {
                    Fault ??= $"Picture {Pictures} belongs to no mood from {_mood} to {_faces.Count - 1}.";
                    return;
                }

                _mood = found;
            }
        }
    }
}
