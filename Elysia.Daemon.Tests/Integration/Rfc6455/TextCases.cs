using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Text and its UTF-8, whole, split and invalid (sections 5.6, 8.1; RFC 3629).</summary>
internal static class TextCases
{
    private const string Letters = "é한🌊";

    private static readonly Answer InvalidPayload = Answer.Closed(1007);
    private static readonly Answer NoJson = Answer.Error("Message must be valid JSON (error near byte 0)");
    private static readonly byte[] Json = Utf8(UnknownJson(Letters));

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new("characters of two, three and four bytes", "5.6", Unknown(Letters), Answer.Unknown(Letters)),
        new("the last code point of Unicode", "5.6", Unknown("\U0010FFFF"), Answer.Unknown("\U0010FFFF")),
        new("a noncharacter", "5.6", Unknown("\uFFFE"), Answer.Unknown("\uFFFE")),
        new("a NUL", "5.6", Message("\0"), NoJson),
        .. Enumerable.Range(9, Utf8(Letters).Length - 1).Select(cut =>
            new Case($"split after byte {cut - 8} of its characters", "5.6", Fragments(Json[..cut], Json[cut..]),
                Answer.Unknown(Letters))),
        new("split within a character, a ping between", "5.6",
            Join(Frame(Text, Json.AsSpan(0, 12)), PingOf(0xFF), Frame(Fin | Continuation, Json.AsSpan(12))),
            Answer.Pong(0xFF), Answer.Unknown(Letters)),
        new("split within a character, an empty fragment", "5.6", Fragments(Json[..12], [], Json[12..]), Answer.Unknown(Letters)),
        Broken("a byte that is never valid", 0xFF),
        Broken("a byte that is never valid, FE", 0xFE),
        Broken("a continuation byte alone", 0x80),
        Broken("a start byte without its continuation", 0xC3, 0x28),
        Broken("a slash in two bytes", 0xC0, 0xAF),
        Broken("a slash in three bytes", 0xE0, 0x80, 0xAF),
        Broken("a slash in four bytes", 0xF0, 0x80, 0x80, 0xAF),
        Broken("the longest overlong of two bytes", 0xC1, 0xBF),
        Broken("a surrogate", 0xED, 0xA0, 0x80),
        Broken("a pair of surrogates", 0xED, 0xA0, 0xBD, 0xED, 0xB0, 0x80),
        Broken("a code point after the last", 0xF4, 0x90, 0x80, 0x80),
        Broken("a sequence of five bytes", 0xF8, 0x88, 0x80, 0x80, 0x80),
        Broken("an incomplete sequence of three bytes", 0xE2, 0x82),
        Broken("an incomplete sequence of four bytes", 0xF0, 0x9F, 0x8C),
        new("valid, then invalid", "8.1", Frame(Fin | Text, [.. "good "u8, 0xED, 0x95, 0x9C, 0xFF, .. " good"u8]),
            InvalidPayload),
        new("invalid in the second fragment", "8.1", Fragments(Utf8("good"), [0xFF]), InvalidPayload),
        new("invalid in an unfinished message", "8.1", Frame(Text, [.. "good"u8, 0xFF]), InvalidPayload),
        new("invalid across two fragments", "8.1", Fragments([0xE2, 0x82], Utf8("x")), InvalidPayload),
        new("incomplete at the end of fragments", "8.1", Fragments(Utf8("x"), [0xE2, 0x82]), InvalidPayload),
        new("incomplete, the last fragment empty", "8.1", Fragments([0xE2, 0x82], []), InvalidPayload),
        new("incomplete, two empty fragments last", "8.1", Fragments(Utf8("x"), [0xF0, 0x9F], [], []), InvalidPayload),
        new("incomplete, then another message", "8.1", Join(Fragments([0xE2, 0x82], []), Unknown("nope")), InvalidPayload),
        new("invalid, and 64 KiB after it", "7.1.7", Join(Frame(Fin | Text, [0xFF]), Fill(64 * 1024)), InvalidPayload),
        new("valid after valid", "8.1", Join(Unknown(Letters), Unknown("nope")), Answer.Unknown(Letters), Answer.Unknown("nope")),
    ];

    private static Case Broken(string name, params byte[] payload) =>
        new(name, "8.1", Frame(Fin | Text, payload), InvalidPayload);
}
