using Elysia.Configuration.Options;
using Elysia.Speech.Synthesis;
using Microsoft.Extensions.Logging;

namespace Elysia.Speech;

/// <summary>The voice that was configured, and what it leaves to be fetched.</summary>
/// <remarks>Built once by the daemon. What is configured and not there is told in the log, and the mouth goes on by
/// rules.</remarks>
internal sealed class SpeechServices : IDisposable
{
    private const string DefaultVariant = "f3";
    private const long Megabyte = 1024 * 1024;

    private readonly List<IDisposable> _owned = [];

    /// <summary>Builds it.</summary>
    public SpeechServices(VoiceSettings settings, TimeProvider time, ILogger log)
    {
        Clips = new ClipStore(settings.StoreMegabytes * Megabyte, settings.Keep, time);
        bool isEspeakThere = EspeakVoice.IsThere();
        if (settings.Engine == VoiceEngine.Espeak && !isEspeakThere)
        {
            log.EspeakIsMissing();
        }

        Voice = settings.Engine switch
        {
            VoiceEngine.OpenAI => Own(new ServiceVoice(settings, Mouth(isEspeakThere), Clips, Counters, time)),
            VoiceEngine.Espeak when isEspeakThere => Own(new EspeakVoice(settings.Voice ?? DefaultVariant, Clips, Counters)),
            _ => Mouth(isEspeakThere),
        };
    }

    /// <summary>What says her sentences.</summary>
    public IVoice Voice { get; }

    /// <summary>The clips that can be fetched.</summary>
    public ClipStore Clips { get; }

    /// <summary>How often the voice was asked, and what came of it.</summary>
    public VoiceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    // Without sound: espeak-ng for what it knows of English where it is, else rules.
    private IVoice Mouth(bool isEspeakThere) =>
        isEspeakThere ? Own(new EspeakVoice(DefaultVariant, null, Counters)) : new SilentVoice();

    private T Own<T>(T voice)
        where T : IDisposable
    {
        _owned.Add(voice);
        return voice;
    }
}
