using System.Runtime.InteropServices;
using System.Text;

namespace Elysia.Speech.Synthesis;

/// <summary>The functions of libespeak-ng that the daemon uses: speak_lib.h, API revision 12.</summary>
/// <remarks>The library keeps its state in globals and is not thread-safe: only <see cref="EspeakSynthesizer"/> calls
/// it.</remarks>
internal static unsafe partial class EspeakLibrary
{
    /// <summary>AUDIO_OUTPUT_SYNCHRONOUS: sound goes to the callback, and the call returns when all of it is
    /// done.</summary>
    public const int OutputSynchronous = 2;

    /// <summary>espeakINITIALIZE_PHONEME_EVENTS: report phoneme events.</summary>
    public const int PhonemeEvents = 0x0001;

    /// <summary>espeakINITIALIZE_PHONEME_IPA: name phonemes in the International Phonetic Alphabet.</summary>
    public const int PhonemeIpa = 0x0002;

    /// <summary>espeakINITIALIZE_DONT_EXIT: return an error code instead of calling exit(1) if the voice data is
    /// missing.</summary>
    public const int DoNotExit = 0x8000;

    /// <summary>espeakCHARS_UTF8. The flags for SSML and [[phonemes]] are not used: such markup is plain
    /// text.</summary>
    public const uint Utf8 = 1;

    /// <summary>espeakRATE. Unit: words per minute.</summary>
    public const int ParameterRate = 1;

    /// <summary>espeakVOLUME; 100 is the volume of the voice data.</summary>
    public const int ParameterVolume = 2;

    /// <summary>espeakPITCH, 0 to 100; 50 is the pitch of the voice data.</summary>
    public const int ParameterPitch = 3;

    private const string Name = "libespeak-ng.so.1";

    /// <summary>Whether the library is installed.</summary>
    public static bool IsThere() => NativeLibrary.TryLoad(Name, out _);

    /// <summary>espeak_Initialize.</summary>
    /// <returns>Samples per second, or a negative number.</returns>
    [LibraryImport(Name, EntryPoint = "espeak_Initialize", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Initialize(int output, int bufferMs, string? path, int options);

    /// <summary>espeak_SetSynthCallback.</summary>
    [LibraryImport(Name, EntryPoint = "espeak_SetSynthCallback")]
    public static partial void SetCallback(delegate* unmanaged[Cdecl]<short*, int, EspeakEvent*, int> callback);

    /// <summary>espeak_SetVoiceByName.</summary>
    /// <returns>0 on success.</returns>
    [LibraryImport(Name, EntryPoint = "espeak_SetVoiceByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetVoice(string name);

    /// <summary>espeak_SetParameter.</summary>
    [LibraryImport(Name, EntryPoint = "espeak_SetParameter")]
    public static partial int SetParameter(int parameter, int value, int relative);

    /// <summary>espeak_Synth.</summary>
    /// <returns>0 on success.</returns>
    [LibraryImport(Name, EntryPoint = "espeak_Synth")]
    public static partial int Synthesize(
        byte* text, nuint bytes, uint position, int positionType, uint endPosition, uint flags, uint* identifier, nint userData);
}

/// <summary>espeak_EVENT of speak_lib.h (API revision 12, libespeak-ng.so.1).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EspeakEvent
{
    /// <summary>espeakEVENT_LIST_TERMINATED.</summary>
    public const int ListTerminated = 0;

    /// <summary>espeakEVENT_PHONEME.</summary>
    public const int Phoneme = 7;

    /// <summary>The maximum length of a phoneme's name; a shorter one ends with a zero byte.</summary>
    private const int NameMaxBytes = 8;

    /// <summary>The type of the event.</summary>
    public int Type;

    /// <summary>The identifier of the utterance.</summary>
    public uint Utterance;

    /// <summary>The position in the text.</summary>
    public int TextPosition;

    /// <summary>The length in the text.</summary>
    public int Length;

    /// <summary>The position in the sound. Unit: ms.</summary>
    public int AudioPositionMs;

    /// <summary>The position in the sound. Unit: samples.</summary>
    public int Sample;

    /// <summary>The value that the caller passed.</summary>
    public nint UserData;

    /// <summary>The union of number, pointer and phoneme.</summary>
    public fixed byte Name[NameMaxBytes];

    /// <summary>Returns the phoneme in the International Phonetic Alphabet.</summary>
    public readonly string Ipa()
    {
        fixed (byte* name = Name)
        {
            var bytes = new ReadOnlySpan<byte>(name, NameMaxBytes);
            int end = bytes.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        }
    }
}
