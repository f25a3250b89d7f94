namespace Elysia.Http;

/// <summary>What a request for a WebSocket is answered with.</summary>
public enum UpgradeVerdict
{
    /// <summary>101.</summary>
    Accept,

    /// <summary>405: the method is not GET.</summary>
    WrongMethod,

    /// <summary>400: older than HTTP/1.1.</summary>
    WrongHttpVersion,

    /// <summary>400: a body comes along.</summary>
    HasBody,

    /// <summary>400: Sec-WebSocket-Key is missing or is not 16 bytes in base64.</summary>
    BadKey,

    /// <summary>426 with the version that is spoken: 13.</summary>
    WrongVersion,

    /// <summary>400: none of the offered subprotocols is spoken.</summary>
    UnknownSubprotocol,

    /// <summary>403: a browser shows a page of another site.</summary>
    ForeignOrigin,

    /// <summary>503 with Retry-After: as many viewers as there may be are connected.</summary>
    Full,

    /// <summary>401: what it shows to be let in was refused.</summary>
    TokenRefused,

    /// <summary>400: a token in the address, which proxies and histories keep.</summary>
    TokenInAddress,

    /// <summary>503 with Retry-After: too many clients have not sent their token yet.</summary>
    TooManyPending,
}
