using Elysia.Admission.Tokens;
using Elysia.Protocol;

namespace Elysia.Transport.Clients;

/// <summary>Which right each message needs. Allocates nothing: it is asked for every message.</summary>
public static class MessageRights
{
    /// <summary>The right that a message needs.</summary>
    public static Rights Needed(ClientMessage message) => message.Kind switch
    {
        ClientMessageKind.MoodPush or ClientMessageKind.ExpressionUpdate => Rights.Push,
        ClientMessageKind.Revoke => Rights.Operate,
        ClientMessageKind.Auth => Rights.None,
        _ => Rights.Speak,
    };

    /// <summary>Whether rights suffice for a message.</summary>
    public static bool Allow(Rights rights, ClientMessage message) => (Needed(message) & ~rights) == 0;

    /// <summary>What a client is told whose rights do not suffice.</summary>
    public static string Refusal(Rights rights, ClientMessage message) =>
        $"This message needs the role '{Roles.Needed(Needed(message))}'; yours is '{Roles.NameOf(rights)}'";
}
