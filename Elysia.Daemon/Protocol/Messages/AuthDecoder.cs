using System.Text.Json;
using Elysia.Configuration;
using Elysia.Protocol.Wire;
using static Elysia.Protocol.Wire.JsonFields;

namespace Elysia.Protocol.Messages;

/// <summary>Decodes the authentication messages. No refusal repeats what was sent, because it may be a
/// secret.</summary>
internal static class AuthDecoder
{
    /// <summary>The maximum length of a subject.</summary>
    /// <remarks>Unit: characters. 256, the maximum in a token too.</remarks>
    public const int SubjectMaxChars = 256;

    /// <summary>Decodes a message with a token.</summary>
    public static DecodeResult Auth(ref JsonFields fields) =>
        fields[Key.Token] is { Kind: JsonTokenType.String, Length: > 0 } field && fields.Text(field) is { } token
            ? DecodeResult.Accepted(ClientMessage.Auth(new Secret(token)))
            : DecodeResult.Invalid("Auth message must have 'token' field (a text)");

    /// <summary>Decodes a message that revokes a subject.</summary>
    public static DecodeResult Revoke(ref JsonFields fields) =>
        fields[Key.Subject] is { Kind: JsonTokenType.String, Length: > 0 } field && fields.Text(field) is { } subject
            && subject.Length <= SubjectMaxChars && !subject.Any(char.IsControl) && subject.Trim().Length == subject.Length
            ? DecodeResult.Accepted(ClientMessage.Revoke(subject))
            : DecodeResult.Invalid("Revoke message must have 'subject' field (1 to 256 characters)");
}
