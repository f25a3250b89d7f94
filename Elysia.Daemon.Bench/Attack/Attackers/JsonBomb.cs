using System.Text;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>A message that may cost its reader too much: deep, long, with duplicates, or invalid text.</summary>
/// <param name="Name">The special property of the message.</param>
/// <param name="Utf8">The message, within the limit of 10,000 characters.</param>
internal sealed record JsonBomb(string Name, byte[] Utf8)
{
    private const int Chars = 9_900;

    /// <summary>All messages of this kind.</summary>
    public static IReadOnlyList<JsonBomb> All { get; } =
    [
        Create("arrays, deep", new string('[', Chars)),
        Create("arrays, deep and closed", new string('[', Chars / 2) + new string(']', Chars / 2)),
        Create("objects, deep", Times(Chars / 5, """{"a":""")),
        Create("deep in a field", $$"""{"type":"text","content":{{new string('[', Chars / 3)}}{{new string(']', Chars / 3)}}}"""),
        Create("number of 9,000 digits", $$"""{"type":"mood","valence":{{new string('9', 9_000)}},"arousal":0,"dominance":0}"""),
        Create("number with 9,000 decimals",
            $$"""{"type":"mood","valence":0.{{new string('1', 9_000)}},"arousal":0,"dominance":0}"""),
        Create("exponent of nine digits", """{"type":"emotion","emotion":"joy","intensity":1e999999999}"""),
        Create("exponent below zero", """{"type":"emotion","emotion":"joy","intensity":1e-999999999}"""),
        Create("numbers by the thousand", $$"""{"x":[{{Times(Chars / 5, "1e99,")}}0],"type":"nope"}"""),
        Create("no numbers by the thousand", $$"""{"x":[{{Times(Chars / 4, "NaN,")}}0],"type":"nope"}"""),
        Create("endless numbers by the thousand",
            $$"""{"x":[{{Times(Chars / 10, "-Infinity,")}}0],"type":"mood","valence":NaN"""),
        Create("one key by the thousand", $$"""{{{Times(Chars / 14, "\"type\":\"text\",")}}"content":"hi"}"""),
        Create("one content by the thousand", $$"""{"type":"text"{{Times(Chars / 14, ",\"content\":\"x\"")}}}"""),
        Create("other keys by the thousand",
            "{" + string.Concat(Enumerable.Range(0, 900).Select(i => $"\"k{i}\":{i},")) + "\"type\":1}"),
        Create("half a letter", """{"type":"text","content":"\ud800"}"""),
        Create("other half of a letter", """{"type":"text","content":"x\udc00x"}"""),
        Create("halves by the thousand", $$"""{"type":"text","content":"{{Times(Chars / 6 - 10, "\\ud800")}}"}"""),
        Create("half a letter in a key", """{"\ud800":1,"type":"text","content":"x"}"""),
        Create("half a letter in the type", """{"type":"\ud83c"}"""),
        Create("escapes by the thousand", $$"""{"type":"text","content":"{{Times(Chars / 6 - 10, "\\u0041")}}"}"""),
        Create("zero bytes, escaped", $$"""{"type":"text","content":"{{Times(Chars / 6 - 10, "\\u0000")}}"}"""),
        Create("long text", $$"""{"type":"text","content":"{{new string('x', Chars - 40)}}"}"""),
        Create("long type", $$"""{"type":"{{new string('x', Chars - 40)}}"}"""),
        Create("long emotion", $$"""{"type":"emotion","emotion":"{{Times(Chars / 2, "𝄞")}}"}"""),
        Create("long key", $$"""{"{{new string('k', Chars - 40)}}":1,"type":"text","content":"x"}"""),
        Create("string without an end", $"{{\"type\":\"{new string('x', Chars - 40)}"),
        Create("spaces", new string(' ', Chars)),
        Create("byte order mark", "\ufeff{\"type\":\"text\",\"content\":\"x\"}"),
        Create("a comment", """{"type":/* */"text","content":"x"}"""),
        Create("something behind the end", """{"type":"text","content":"x"}{"type":"text"}"""),
    ];

    /// <summary>The message as a frame of a client.</summary>
    public byte[] Frame { get; } = Frames.Create(Frames.Fin | Frames.Text, Utf8);

    private static JsonBomb Create(string name, string json) => new(name, Encoding.UTF8.GetBytes(json));

    private static string Times(int count, string part) => string.Concat(Enumerable.Repeat(part, count));
}
