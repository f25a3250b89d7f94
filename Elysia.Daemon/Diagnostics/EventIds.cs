namespace Elysia.Diagnostics;

/// <summary>The ids of all log events, collected here so that each is unique. The events are declared in the folder
/// that logs them, in a class whose name ends in Log.</summary>
/// <remarks>Operators filter by these: an id keeps its meaning, and the id of a removed event is not used
/// again.</remarks>
internal static class EventIds
{
    // The daemon as a whole (Hosting).
    public const int Awake = 1;
    public const int Stopping = 2;
    public const int Stopped = 3;
    public const int ConfigurationWarning = 4;
    public const int Crashed = 5;
    public const int FallbackTimer = 6;
    public const int ResponderFailed = 7;
    public const int NotifyFailed = 8;
    public const int Reloaded = 9;
    public const int ReloadFailed = 10;

    // The transport.
    public const int TransportIsPlain = 101;
    public const int ViewerJoined = 102;
    public const int ViewerLeft = 103;
    public const int ViewerTurnedAway = 104;
    public const int MessageRefused = 105;
    public const int UpgradeRefused = 106;
    public const int HandshakeAborted = 107;
    public const int ConnectionFailed = 108;
    public const int DescriptorsExhausted = 109;

    // Admission control.
    public const int Offends = 200;
    public const int ProxyNotTrusted = 201;

    // Authentication (Admission, Transport).
    public const int KeysRead = 300;
    public const int KeysNotRead = 301;
    public const int TokenRefused = 302;
    public const int NotAuthenticated = 303;
    public const int Authenticated = 304;
    public const int Revoked = 305;

    // Speech synthesis (Speech).
    public const int EspeakIsMissing = 500;

    // Monitoring.
    public const int LogLinesLost = 700;
    public const int AlertRaised = 701;
    public const int AlertCleared = 702;
    public const int OtlpFailed = 703;

    // Memory, recordings and conversations (Memory, Recording, Conversation).
    public const int MemoryOpened = 800;
    public const int MemorySetAside = 801;
    public const int MemoryFailed = 802;
    public const int MemoryAbsent = 803;
    public const int RecordingEnded = 804;
    public const int TurnEnded = 810;
    public const int ThinksWith = 811;
    public const int ModelRetried = 812;
}
