using System.Runtime.InteropServices;
using System.Text;
using Elysia.Languages;

namespace Elysia.Speech.Synthesis;

/// <summary>espeak_EVENT of speak_lib.h (API revision 12, libespeak-ng.so.1).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EspeakEvent
{
    /// <summary>espeakEVENT_LIST_TERMINATED.</summary>
    public const int ListTerminated = 0;

    /// <summary>espeakEVENT_PHONEME.</summary>
    public const int Phoneme = 7;

    /// <summary>Longest name of a phoneme; one that is shorter ends with a zero.</summary>
    private const int NameMaxBytes = 8;

    /// <summary>Its kind.</summary>
    public int Type;

    /// <summary>The utterance.</summary>
    public uint Utterance;

    /// <summary>Place in the text.</summary>
    public int TextPosition;

    /// <summary>Length in the text.</summary>
    public int Length;

    /// <summary>Unit: ms in the sound.</summary>
    public int AudioPositionMs;

    /// <summary>Unit: samples in the sound.</summary>
    public int Sample;

    /// <summary>What the caller gave.</summary>
    public nint UserData;

    /// <summary>The union of number, pointer and phoneme.</summary>
    public fixed byte Name[NameMaxBytes];

    /// <summary>The phoneme in the International Phonetic Alphabet.</summary>
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
