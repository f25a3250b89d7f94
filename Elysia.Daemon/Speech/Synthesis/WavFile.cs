using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Elysia.Speech.Synthesis;

/// <summary>Writes WAV files of mono 16 bit PCM, and finds the speech in WAV files of 16 bit PCM.</summary>
/// <remarks>Source: Multimedia Programming Interface and Data Specifications 1.0 (RIFF WAVE).</remarks>
internal static class WavFile
{
    private const int HeaderBytes = 44;
    private const short Pcm = 1;

    // 0xFFFE (WAVE_FORMAT_EXTENSIBLE): the format is in a later field; with 16 bit it can only be PCM.
    private const short Extensible = -2;

    private const short SampleBits = 16;
    private const int SampleBytes = SampleBits / 8;

    // -48 dB: quieter samples are breath and noise, louder ones are speech.
    private const int QuietMax = 128;

    /// <summary>Creates the bytes of a WAV file.</summary>
    public static byte[] Create(ReadOnlySpan<short> samples, int rateHz)
    {
        var file = new byte[HeaderBytes + (samples.Length * SampleBytes)];
        Span<byte> header = file;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], rateHz * SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], SampleBits);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], samples.Length * SampleBytes);
        MemoryMarshal.AsBytes(samples).CopyTo(header[HeaderBytes..]);
        return file;
    }

    /// <summary>Finds the speech in a WAV file of 16 bit PCM.</summary>
    /// <param name="file">Any bytes.</param>
    /// <returns>The playing time and the start and end of the speech, in s; null if the bytes are not such a
    /// file.</returns>
    public static WavSpan? Read(ReadOnlySpan<byte> file) =>
        TrySamples(file, out ReadOnlySpan<short> samples, out int rateHz, out int channels)
            ? Span(samples, (double)rateHz * channels) : null;

    /// <summary>Reads the samples of a WAV file of 16 bit PCM.</summary>
    /// <param name="file">Any bytes.</param>
    /// <param name="samples">The samples, interleaved by channel.</param>
    /// <param name="rateHz">Samples per second of one channel, at least 1.</param>
    /// <param name="channels">The number of channels, at least 1.</param>
    /// <returns>Whether the bytes are such a file.</returns>
    public static bool TrySamples(ReadOnlySpan<byte> file, out ReadOnlySpan<short> samples, out int rateHz, out int channels)
    {
        samples = [];
        rateHz = 0;
        channels = 0;
        if (file.Length < HeaderBytes || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
        {
            return false;
        }

        for (int at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> kind = file.Slice(at, 4);
            uint told = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);

            // Servers that stream do not know the length yet and send the maximum value.
            int length = (int)Math.Min(told, (uint)(file.Length - at - 8));
            ReadOnlySpan<byte> body = file.Slice(at + 8, length);
            if (kind.SequenceEqual("fmt "u8) && length >= 16)
            {
                short format = BinaryPrimitives.ReadInt16LittleEndian(body);
                bool isPcm = format is Pcm or Extensible && BinaryPrimitives.ReadInt16LittleEndian(body[14..]) == SampleBits;
                channels = isPcm ? BinaryPrimitives.ReadInt16LittleEndian(body[2..]) : 0;
                rateHz = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
            }
            else if (kind.SequenceEqual("data"u8))
            {
                samples = MemoryMarshal.Cast<byte, short>(body);
                return rateHz > 0 && channels > 0;
            }

            // Chunks begin at even offsets.
            at += 8 + length + (length & 1);
        }

        return false;
    }

    private static WavSpan Span(ReadOnlySpan<short> samples, double samplesPerSecond)
    {
        int first = 0;
        int last = samples.Length - 1;
        while (first < samples.Length && IsQuiet(samples[first]))
        {
            first++;
        }

        while (last > first && IsQuiet(samples[last]))
        {
            last--;
        }

        double duration = samples.Length / samplesPerSecond;
        return first >= samples.Length ? new WavSpan(duration, 0, duration)
            : new WavSpan(duration, first / samplesPerSecond, (last + 1) / samplesPerSecond);
    }

    private static bool IsQuiet(short sample) => sample is > -QuietMax and < QuietMax;
}

/// <summary>The part of a clip that has speech.</summary>
/// <param name="DurationSeconds">The playing time of the clip.</param>
/// <param name="VoiceFromSeconds">The start of the speech.</param>
/// <param name="VoiceToSeconds">The end of the speech.</param>
internal readonly record struct WavSpan(double DurationSeconds, double VoiceFromSeconds, double VoiceToSeconds);
