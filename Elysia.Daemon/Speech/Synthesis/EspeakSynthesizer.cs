using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Elysia.Speech.Phonemes;

namespace Elysia.Speech.Synthesis;

/// <summary>Calls libespeak-ng, one sentence at a time however many callers there are.</summary>
/// <remarks>Blocks for a few ms per sentence. A process-wide lock guards the library's globals; a caller that must not
/// block uses <see cref="EspeakThread"/>.</remarks>
internal static unsafe class EspeakSynthesizer
{
    /// <summary>The maximum length of the sound of one sentence; the rest is cut off.</summary>
    /// <remarks>Unit: s. 240: the longest answer (1,000 characters) at half speed, 10.6 MB.</remarks>
    public const int MaxSeconds = 240;

    private const int StopSynthesis = 1;
    private const int GoOn = 0;

    private static readonly Lock Guard = new();
    private static readonly List<short> Samples = [];
    private static readonly List<Phoneme> Phonemes = [];

    private static int _rateHz;
    private static bool _tried;
    private static bool _isHeard;
    private static long _samples;
    private static CancellationToken _stopping;

    /// <summary>Whether espeak-ng can be used: the library is installed and finds its data.</summary>
    public static bool IsThere()
    {
        lock (Guard)
        {
            return Start();
        }
    }

    /// <summary>Synthesises a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="style">The voice settings.</param>
    /// <param name="isHeard">Whether the sound is needed. If not, only its times are returned, which saves some 100 KB
    /// of garbage per sentence; collecting that needs a full collection that pauses all threads.</param>
    /// <param name="stopping">Stops the synthesis, within one buffer of sound.</param>
    /// <returns>The recording, or null if espeak-ng is missing or fails.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public static EspeakRecording? Say(string text, EspeakStyle style, bool isHeard, CancellationToken stopping)
    {
        lock (Guard)
        {
            stopping.ThrowIfCancellationRequested();
            if (!Start() || !Set(style))
            {
                return null;
            }

            Samples.Clear();
            Phonemes.Clear();
            (_isHeard, _samples, _stopping) = (isHeard, 0, stopping);

            // A zero character would end the text early.
            byte[] bytes = Encoding.UTF8.GetBytes(text.Replace('\0', ' ') + "\0");
            int fault;
            fixed (byte* first = bytes)
            {
                fault = EspeakLibrary.Synthesize(first, (nuint)bytes.Length, 0, 0, 0, EspeakLibrary.Utf8, null, 0);
            }

            _stopping = CancellationToken.None;
            stopping.ThrowIfCancellationRequested();
            return fault != 0 ? null : new EspeakRecording(
                isHeard ? WavFile.Create(CollectionsMarshal.AsSpan(Samples), _rateHz) : null,
                TimeSpan.FromSeconds((double)_samples / _rateHz), Phonemes.ToArray());
        }
    }

    private static bool Start()
    {
        if (!_tried)
        {
            _tried = true;
            if (EspeakLibrary.IsThere())
            {
                int options = EspeakLibrary.PhonemeEvents | EspeakLibrary.PhonemeIpa | EspeakLibrary.DoNotExit;
                _rateHz = EspeakLibrary.Initialize(EspeakLibrary.OutputSynchronous, 0, null, options);
                if (_rateHz > 0)
                {
                    EspeakLibrary.SetCallback(&OnSound);
                }
            }
        }

        return _rateHz > 0;
    }

    private static bool Set(EspeakStyle style)
    {
        // The voice comes first, because selecting one resets the other settings. 0 is success.
        return EspeakLibrary.SetVoice(style.Voice) == 0
            && EspeakLibrary.SetParameter(EspeakLibrary.ParameterRate, style.WordsPerMinute, 0) == 0
            && EspeakLibrary.SetParameter(EspeakLibrary.ParameterPitch, style.Pitch, 0) == 0
            && EspeakLibrary.SetParameter(EspeakLibrary.ParameterVolume, style.Volume, 0) == 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnSound(short* sound, int samples, EspeakEvent* events)
    {
        if (sound != null && samples > 0)
        {
            _samples += samples;
            if (_isHeard)
            {
                Samples.AddRange(new ReadOnlySpan<short>(sound, samples));
            }
        }

        for (; events != null && events->Type != EspeakEvent.ListTerminated; events++)
        {
            if (events->Type == EspeakEvent.Phoneme)
            {
                Phonemes.Add(new Phoneme(events->Ipa(), (double)events->Sample / _rateHz));
            }
        }

        return _stopping.IsCancellationRequested || _samples > MaxSeconds * _rateHz ? StopSynthesis : GoOn;
    }
}

/// <summary>The output of a synthesiser for a sentence.</summary>
/// <param name="Wav">The sound as a WAV file, mono, 16 bit; null if it was not requested.</param>
/// <param name="Duration">The playing time.</param>
/// <param name="Phonemes">The phonemes with their start times, in the order of time.</param>
internal sealed record EspeakRecording(byte[]? Wav, TimeSpan Duration, IReadOnlyList<Phoneme> Phonemes);
