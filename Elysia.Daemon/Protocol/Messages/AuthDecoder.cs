using System.Text.Json;
using Elysia.Configuration;
using Elysia.Protocol.Wire;
using static Elysia.Protocol.Wire.JsonFields;

namespace Elysia.Protocol.Messages;

/// <summary>Decodes the messages about who may be here. No refusal repeats what was sent: it may be a secret.</summary>
internal static class AuthDecoder
{
    /// <summary>Longest subject.</summary>
    /// <remarks>Unit: characters. 256, as a token may name.</remarks>
    public const int SubjectMaxChars = 256;

    /// <summary>A token.</summary>
    public static DecodeResult Auth(ref JsonFields fields) =>
        fields[Key.Token] is { Kind: JsonTokenType.String, Length: > 0 } field && fields.Text(field) is { } token
            ? DecodeResult.Accepted(ClientMessage.Auth(new Secret(token)))
            : DecodeResult.Invalid("Auth message must have 'token' field (a text)");

    /// <summary>Whom to revoke.</summary>
    public static DecodeResult Revoke(ref JsonFields fields) =>
        fields[Key.Subject] is { Kind: JsonTokenType.String, Length: > 0 } field && fields.Text(field) is { } subject
            && subject.Length <= SubjectMaxChars && !subject.Any(char.IsControl) && subject.Trim().Length == subject.Length
            ? DecodeResult.Accepted(ClientMessage.Revoke(subject))
            : DecodeResult.Invalid("Revoke message must have 'subject' field (1 to 256 characters)");
}
