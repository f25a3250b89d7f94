namespace Elysia.Protocol;

/// <summary>What became of a client's bytes: a message, or the reason there is none.</summary>
/// <param name="Message">The message; null when refused.</param>
/// <param name="Reason">Why it was refused; <see cref="RefusalReason.None"/> when it was not.</param>
/// <param name="Error">The text that tells the client what was wrong and what is allowed; null when not refused.</param>
/// <param name="IsPush">Whether it is a mood push, taken or refused: pushes have a share of their own.</param>
public readonly record struct DecodeResult(ClientMessage? Message, RefusalReason Reason, string? Error, bool IsPush = false)
{
    /// <summary>A message that was taken.</summary>
    public static DecodeResult Of(ClientMessage message) => new(message, RefusalReason.None, null);

    /// <summary>A message that was not.</summary>
    public static DecodeResult Refuse(RefusalReason reason, string error) => new(null, reason, error);

    /// <summary>A field of a known message that was not as allowed.</summary>
    public static DecodeResult Invalid(string error) => Refuse(RefusalReason.InvalidField, error);
}
