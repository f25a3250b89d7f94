using Elysia.Channels;
using Elysia.State;

namespace Elysia.Emotion;

/// <summary>Applies the readings of her senses to her mood: each sense pulls it towards a mood of its own, the more the
/// longer it lasts.</summary>
/// <remarks>Used by the emotion task only. Bounded: a pull never goes beyond its target mood, and the rate of a
/// client's messages makes no difference. When a sense falls silent its pull ends, and the mood drifts back. Source:
/// docs/SPEAKING.md.</remarks>
/// <param name="active">The senses that affect her: vision, audio, screen.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class Senses(IReadOnlyCollection<string> active, TimeProvider time)
{
    /// <summary>The intensity with which somebody who comes into view makes her focused.</summary>
    /// <remarks>0.3. Source: system.md section 6.</remarks>
    public const double PresenceIntensity = 0.3;

    // The time after which a sense has pulled half of the way.
    private static readonly TimeSpan AudioHalf = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ScreenHalf = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GazeHalf = TimeSpan.FromSeconds(5);

    // A sense that was silent for longer starts again: the time in between was not perceived.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    // Somebody who was not seen for this long counts as newly arrived.
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(10);

    private const double QuietArousal = 0.1;
    private const double LoudArousal = 0.8;
    private const double TintValence = 0.3;
    private const double DarkArousal = 0.15;
    private const double LightArousal = 0.35;
    private const double MetArousal = 0.5;
    private const double MetDominance = 0.2;

    private long? _audioAt;
    private long? _screenAt;
    private long? _seenAt;

    /// <summary>Returns the mood after a reading.</summary>
    public Mood Apply(SenseReading reading, Mood mood) => reading switch
    {
        SenseReading.Vision vision when active.Contains("vision") => See(vision, mood),
        SenseReading.Audio audio when active.Contains("audio") => mood.Toward(
            mood with { Arousal = QuietArousal + ((LoudArousal - QuietArousal) * audio.Volume) },
            Share(ref _audioAt, AudioHalf)),
        SenseReading.Screen screen when active.Contains("screen") =>
            mood.Toward(Tint(screen, mood), Share(ref _screenAt, ScreenHalf)),
        _ => mood,
    };

    private Mood See(SenseReading.Vision vision, Mood mood)
    {
        if (!vision.Presence)
        {
            _seenAt = null;
            return mood;
        }

        if (_seenAt is not { } seen || time.GetElapsedTime(seen) > Absence)
        {
            _seenAt = time.GetTimestamp();
            return mood.Toward(Feelings.MoodOf(Feeling.Focused), PresenceIntensity);
        }

        // Somebody in the middle of her view holds her gaze; at the edge nobody does.
        double share = Share(ref _seenAt, GazeHalf);
        double aside = vision is { X: { } x, Y: { } y } ? Math.Min(1, 2 * Math.Max(Math.Abs(x - 0.5), Math.Abs(y - 0.5))) : 1;
        return mood.Toward(mood with { Arousal = MetArousal, Dominance = MetDominance }, share * (1 - aside));
    }

    // Warm light gladdens, cold light saddens, and a bright screen rouses.
    private static Mood Tint(SenseReading.Screen screen, Mood mood)
    {
        double light = (0.2126 * screen.Red) + (0.7152 * screen.Green) + (0.0722 * screen.Blue);
        return mood with
        {
            Valence = TintValence * (screen.Red - screen.Blue),
            Arousal = DarkArousal + ((LightArousal - DarkArousal) * light),
        };
    }

    private double Share(ref long? last, TimeSpan half)
    {
        long now = time.GetTimestamp();
        TimeSpan lasted = last is { } at ? time.GetElapsedTime(at, now) : TimeSpan.Zero;
        last = now;
        return lasted > Longest ? 0 : 1 - Math.Pow(0.5, lasted / half);
    }
}
