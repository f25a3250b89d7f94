using Microsoft.Extensions.Logging;

namespace Elysia.Transport.HttpListening;

/// <summary>Logs bugs that requests reveal: one short line for each kind and minute, because a client that finds one can
/// repeat it a thousand times a second.</summary>
/// <remarks>Any thread. The message of an exception is left out: it may hold what the client sent.</remarks>
/// <param name="log">The log.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class RequestBugLog(ILogger log, TimeProvider time)
{
    /// <summary>The maximum number of kinds that are logged in a minute.</summary>
    private const int MaxKinds = 32;

    /// <summary>The maximum length of the name of a kind.</summary>
    /// <remarks>Unit: characters. 200: with the words around it a line has less than 300.</remarks>
    private const int MaxKindChars = 200;

    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _loggedAt = new(StringComparer.Ordinal);

    /// <summary>Logs a bug, unless its kind was logged within the last minute.</summary>
    public void Report(Exception bug)
    {
        string kind = KindOf(bug);
        lock (_lock)
        {
            long now = time.GetTimestamp();
            foreach ((string other, long at) in _loggedAt)
            {
                if (time.GetElapsedTime(at, now) >= LogEvery)
                {
                    _loggedAt.Remove(other);
                }
            }

            if (_loggedAt.Count >= MaxKinds || !_loggedAt.TryAdd(kind, now))
            {
                return;
            }
        }

        log.ConnectionFailed(kind);
    }

    /// <summary>Returns the type of an exception and the method that threw it.</summary>
    private static string KindOf(Exception bug)
    {
        string place = bug.StackTrace?.TrimStart().Split('(', 2)[0] ?? "at an unknown place";
        string kind = $"{bug.GetType().Name} {place}";
        return kind.Length <= MaxKindChars ? kind : kind[..MaxKindChars];
    }
}
