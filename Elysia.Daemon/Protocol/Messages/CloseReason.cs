namespace Elysia.Protocol.Messages;

/// <summary>The reasons for which the daemon ends a connection, each with its WebSocket close code (RFC 6455 section
/// 7.4.1).</summary>
internal enum CloseReason
{
    /// <summary>The viewer sent a close frame; its own code is echoed.</summary>
    PeerClosed,

    /// <summary>The connection broke without a close frame; no code can be sent.</summary>
    PeerGone,

    /// <summary>1001: the daemon stops; reconnect soon.</summary>
    GoingAway,

    /// <summary>1002: the viewer broke the WebSocket protocol.</summary>
    ProtocolError,

    /// <summary>1003: a binary message where only text is accepted.</summary>
    UnsupportedData,

    /// <summary>1007: text that is not UTF-8.</summary>
    InvalidPayload,

    /// <summary>1008: more messages that must not be dropped are queued than the viewer may leave unread.</summary>
    TooManyUnread,

    /// <summary>1008: a message in more fragments than allowed.</summary>
    TooManyFragments,

    /// <summary>1008: more frames than one client may send, counting pings and fragments.</summary>
    TooManyFrames,

    /// <summary>1008: more bytes than one client may send, counting refused messages.</summary>
    TooManyBytes,

    /// <summary>1008: a message or frame that was begun but not completed in time.</summary>
    MessageTooSlow,

    /// <summary>1009: a message longer than the limit.</summary>
    MessageTooBig,

    /// <summary>1013: the viewer has not read for too long.</summary>
    SlowConsumer,

    /// <summary>1013: the maximum number of viewers is reached; try again later.</summary>
    Full,

    /// <summary>4001: no token arrived in time, or another message came first.</summary>
    TokenMissing,

    /// <summary>4002: the token was refused; the error before it says why.</summary>
    TokenRefused,

    /// <summary>4003: the token has expired, and no new one arrived.</summary>
    TokenExpired,

    /// <summary>4004: the token's subject was revoked.</summary>
    TokenRevoked,
}

/// <summary>The code and text of a close frame.</summary>
internal static class CloseCode
{
    /// <summary>Returns the close code of a reason; 1000 where the code of the peer is echoed instead.</summary>
    public static int From(CloseReason reason) => reason switch
    {
        CloseReason.GoingAway => 1001,
        CloseReason.ProtocolError => 1002,
        CloseReason.UnsupportedData => 1003,
        CloseReason.InvalidPayload => 1007,
        CloseReason.TooManyUnread or CloseReason.TooManyFragments or CloseReason.TooManyFrames or CloseReason.TooManyBytes
            or CloseReason.MessageTooSlow => 1008,
        CloseReason.MessageTooBig => 1009,
        CloseReason.SlowConsumer or CloseReason.Full => 1013,

        // RFC 6455 section 7.4.2: 4000 to 4999 are for private use.
        CloseReason.TokenMissing => 4001,
        CloseReason.TokenRefused => 4002,
        CloseReason.TokenExpired => 4003,
        CloseReason.TokenRevoked => 4004,
        _ => 1000,
    };

    /// <summary>Returns the text of the close frame: at most 123 bytes (RFC 6455 section 5.5: 125 less the
    /// code).</summary>
    public static string Text(CloseReason reason) => reason switch
    {
        CloseReason.GoingAway => "going away",
        CloseReason.ProtocolError => "protocol error",
        CloseReason.UnsupportedData => "only text messages are understood",
        CloseReason.InvalidPayload => "text must be UTF-8",
        CloseReason.TooManyUnread => "too many unread replies",
        CloseReason.TooManyFragments => "message in too many pieces",
        CloseReason.TooManyFrames => "too many frames",
        CloseReason.TooManyBytes => "too many bytes",
        CloseReason.MessageTooSlow => "message not ended in time",
        CloseReason.MessageTooBig => "message too big (max: 10000 chars)",
        CloseReason.SlowConsumer => "slow",
        CloseReason.Full => "full, try again later",
        CloseReason.TokenMissing => "a token is needed",
        CloseReason.TokenRefused => "the token was refused",
        CloseReason.TokenExpired => "the token has expired",
        CloseReason.TokenRevoked => "the token was revoked",
        _ => "",
    };
}
