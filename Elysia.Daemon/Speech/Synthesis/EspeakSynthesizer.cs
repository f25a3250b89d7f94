using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Elysia.Speech.Phonemes;

namespace Elysia.Speech.Synthesis;

/// <summary>The one that calls libespeak-ng, one sentence at a time however many ask.</summary>
/// <remarks>Blocking: some ms for a sentence. A lock for the whole process guards the library's globals; whoever wants no wait
/// asks through <see cref="EspeakThread"/>.</remarks>
internal static unsafe class EspeakSynthesizer
{
    /// <summary>Longest sound of one sentence; the rest is cut off.</summary>
    /// <remarks>Unit: s. 240: the longest answer (1,000 characters) at half speed; 10.6 MB.</remarks>
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

    /// <summary>Whether espeak-ng can be used here: the library is there and finds its data.</summary>
    public static bool IsThere()
    {
        lock (Guard)
        {
            return Start();
        }
    }

    /// <summary>Says a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="style">How.</param>
    /// <param name="isHeard">Whether the sound is wanted; else only its times, without the garbage of some 100 KB a
    /// sentence, which the collector clears out by stopping everybody for a collection of everything.</param>
    /// <param name="stopping">Ends it early, within a buffer of sound.</param>
    /// <returns>The recording, or null when espeak-ng is not there or refuses.</returns>
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

            // A zero would end the text early.
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
        // The voice first: choosing one resets the others. 0 is yes.
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

/// <summary>What a synthesiser made of a sentence.</summary>
/// <param name="Wav">The sound as a WAV file, mono, 16 bit; null when it was not wanted.</param>
/// <param name="Duration">How long it plays.</param>
/// <param name="Phonemes">Which sound begins when, in the order of time.</param>
internal sealed record EspeakRecording(byte[]? Wav, TimeSpan Duration, IReadOnlyList<Phoneme> Phonemes);
