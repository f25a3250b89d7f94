using Elysia.Configuration.Options;
using Elysia.Speech.Synthesis;
using Microsoft.Extensions.Logging;

namespace Elysia.Speech;

/// <summary>The configured voice and its clip store.</summary>
/// <remarks>Built once by the daemon. If the configured voice is not available, the log says so and the mouth moves by
/// rules.</remarks>
internal sealed class SpeechServices : IDisposable
{
    private const string DefaultVariant = "f3";
    private const long Megabyte = 1024 * 1024;

    private readonly List<IDisposable> _owned = [];

    /// <summary>Builds the voice for the settings.</summary>
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

    /// <summary>The voice for her sentences.</summary>
    public IVoice Voice { get; }

    /// <summary>The clips that viewers can fetch.</summary>
    public ClipStore Clips { get; }

    /// <summary>Counts the requests to the voice by outcome.</summary>
    public VoiceCounters Counters { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    // Without sound: espeak-ng, if installed, for its knowledge of English; otherwise rules.
    private IVoice Mouth(bool isEspeakThere) =>
        isEspeakThere ? Own(new EspeakVoice(DefaultVariant, null, Counters)) : new SilentVoice();

    private T Own<T>(T voice)
        where T : IDisposable
    {
        _owned.Add(voice);
        return voice;
    }
}
