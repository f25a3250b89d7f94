using System.Text;

namespace Elysia.Bench.Attack.Villains;

/// <summary>A message that costs its reader more than it should: deep, long, doubled, or no text.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Utf8">The message, within the limit of 10,000 characters.</param>
internal sealed record JsonBomb(string Name, byte[] Utf8)
{
    private const int Chars = 9_900;

    /// <summary>Every bomb.</summary>
    public static IReadOnlyList<JsonBomb> All { get; } =
    [
        Of("arrays, deep", new string('[', Chars)),
        Of("arrays, deep and closed", new string('[', Chars / 2) + new string(']', Chars / 2)),
        Of("objects, deep", Times(Chars / 5, """{"a":""")),
        Of("deep in a field", $$"""{"type":"text","content":{{new string('[', Chars / 3)}}{{new string(']', Chars / 3)}}}"""),
        Of("number of 9,000 digits", $$"""{"type":"mood","valence":{{new string('9', 9_000)}},"arousal":0,"dominance":0}"""),
        Of("number with 9,000 decimals",
            $$"""{"type":"mood","valence":0.{{new string('1', 9_000)}},"arousal":0,"dominance":0}"""),
        Of("exponent of nine digits", """{"type":"emotion","emotion":"joy","intensity":1e999999999}"""),
        Of("exponent below zero", """{"type":"emotion","emotion":"joy","intensity":1e-999999999}"""),
        Of("numbers by the thousand", $$"""{"x":[{{Times(Chars / 5, "1e99,")}}0],"type":"nope"}"""),
        Of("no numbers by the thousand", $$"""{"x":[{{Times(Chars / 4, "NaN,")}}0],"type":"nope"}"""),
        Of("endless numbers by the thousand", $$"""{"x":[{{Times(Chars / 10, "-Infinity,")}}0],"type":"mood","valence":NaN"""),
        Of("one key by the thousand", $$"""{{{Times(Chars / 14, "\"type\":\"text\",")}}"content":"hi"}"""),
        Of("one content by the thousand", $$"""{"type":"text"{{Times(Chars / 14, ",\"content\":\"x\"")}}}"""),
        Of("other keys by the thousand",
            "{" + string.Concat(Enumerable.Range(0, 900).Select(i => $"\"k{i}\":{i},")) + "\"type\":1}"),
        Of("half a letter", """{"type":"text","content":"\ud800"}"""),
        Of("other half of a letter", """{"type":"text","content":"x\udc00x"}"""),
        Of("halves by the thousand", $$"""{"type":"text","content":"{{Times(Chars / 6 - 10, "\\ud800")}}"}"""),
        Of("half a letter in a key", """{"\ud800":1,"type":"text","content":"x"}"""),
        Of("half a letter in the type", """{"type":"\ud83c"}"""),
        Of("escapes by the thousand", $$"""{"type":"text","content":"{{Times(Chars / 6 - 10, "\\u0041")}}"}"""),
        Of("zero bytes, escaped", $$"""{"type":"text","content":"{{Times(Chars / 6 - 10, "\\u0000")}}"}"""),
        Of("long text", $$"""{"type":"text","content":"{{new string('x', Chars - 40)}}"}"""),
        Of("long type", $$"""{"type":"{{new string('x', Chars - 40)}}"}"""),
        Of("long emotion", $$"""{"type":"emotion","emotion":"{{Times(Chars / 2, "𝄞")}}"}"""),
        Of("long key", $$"""{"{{new string('k', Chars - 40)}}":1,"type":"text","content":"x"}"""),
        Of("string without an end", $"{{\"type\":\"{new string('x', Chars - 40)}"),
        Of("spaces", new string(' ', Chars)),
        Of("byte order mark", "\ufeff{\"type\":\"text\",\"content\":\"x\"}"),
        Of("a comment", """{"type":/* */"text","content":"x"}"""),
        Of("something behind the end", """{"type":"text","content":"x"}{"type":"text"}"""),
    ];

    /// <summary>The message as a frame of a client.</summary>
    public byte[] Frame { get; } = Frames.Of(Frames.Fin | Frames.Text, Utf8);

    private static JsonBomb Of(string name, string json) => new(name, Encoding.UTF8.GetBytes(json));

    private static string Times(int count, string part) => string.Concat(Enumerable.Repeat(part, count));
}
