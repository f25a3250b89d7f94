using System.Text;

namespace Elysia.Speech.Phonemes;

/// <summary>Spells numbers in Korean words: Sino-Korean numerals, or native ones before the counters that require them
/// (세 시, 삼 분). Pure; any thread.</summary>
internal static class KoreanNumbers
{
    /// <summary>The maximum of native numerals; above it counters of native numerals also take Sino-Korean
    /// ones.</summary>
    public const int NativeMax = 99;

    private const string Digits = "영일이삼사오육칠팔구";

    private static readonly string[] Places = ["", "십", "백", "천"];
    private static readonly string[] Scales = ["", "만", "억", "조", "경"];

    private static readonly string[] NativeOnes =
        ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"];

    private static readonly string[] NativeTens =
        ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

    // 시 and 시간 need no distinction: both take native numerals.
    private static readonly string[] NativeCounters =
    [
        "시", "살", "개", "명", "마리", "번", "잔", "병", "권", "대", "장", "사람", "가지", "그릇", "켤레", "송이", "벌", "채", "달", "군데", "곳",
    ];

    // These begin like a counter of native numerals but are not one.
    private static readonly string[] SinoCounters = ["개월", "개국", "번지", "대째", "번길", "장조"];

    /// <summary>Spells a whole number as it is read before the text that follows it.</summary>
    /// <param name="number">Any number.</param>
    /// <param name="next">The text after it.</param>
    public static string Spell(ulong number, ReadOnlySpan<char> next) =>
        number is > 0 and <= NativeMax && IsNative(next.TrimStart(' ')) ? Native((int)number) : Sino(number);

    /// <summary>Spells the digits one by one, e.g. after a decimal point.</summary>
    public static string OneByOne(ReadOnlySpan<char> digits)
    {
        var said = new StringBuilder(digits.Length);
        foreach (char digit in digits)
        {
            said.Append(Digits[digit - '0']);
        }

        return said.ToString();
    }

    private static bool IsNative(ReadOnlySpan<char> next)
    {
        foreach (string counter in SinoCounters)
        {
            if (next.StartsWith(counter))
            {
                return false;
            }
        }

        foreach (string counter in NativeCounters)
        {
            if (next.StartsWith(counter))
            {
                return true;
            }
        }

        return false;
    }

    // 스물 loses its ㄹ before the noun it counts: 스무 살.
    private static string Native(int number) =>
        number == 20 ? "스무" : NativeTens[number / 10] + NativeOnes[number % 10];

    private static string Sino(ulong number)
    {
        if (number == 0)
        {
            return "영";
        }

        string said = "";
        for (int scale = 0; number > 0 && scale < Scales.Length; scale++)
        {
            int group = (int)(number % 10_000);
            number /= 10_000;
            if (group > 0)
            {
                // 10,000 is 만, not 일만.
                string words = group == 1 && scale == 1 ? "" : Thousands(group);
                said = words + Scales[scale] + said;
            }
        }

        return said;
    }

    private static string Thousands(int number)
    {
        string said = "";
        for (int place = 0; number > 0; place++)
        {
            int digit = number % 10;
            number /= 10;
            if (digit > 0)
            {
                said = (digit == 1 && place > 0 ? "" : Digits[digit].ToString()) + Places[place] + said;
            }
        }

        return said;
    }
}
