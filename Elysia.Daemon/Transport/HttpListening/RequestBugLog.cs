using Microsoft.Extensions.Logging;

namespace Elysia.Transport.HttpListening;

/// <summary>Tells the bugs that requests meet: one short line for each kind in a minute, because the client that met one can
/// meet it a thousand times a second.</summary>
/// <remarks>Any thread. The message of an exception is left out: it may hold what the client sent.</remarks>
/// <param name="log">Where they are told.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class RequestBugLog(ILogger log, TimeProvider time)
{
    /// <summary>Most kinds that are told in a minute.</summary>
    private const int MaxKinds = 32;

    /// <summary>Longest name of a kind.</summary>
    /// <remarks>Unit: characters. 200: with the words around it a line has less than 300.</remarks>
    private const int MaxKindChars = 200;

    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _toldAt = new(StringComparer.Ordinal);

    /// <summary>A request met a bug.</summary>
    public void Tell(Exception bug)
    {
        string kind = KindOf(bug);
        lock (_lock)
        {
            long now = time.GetTimestamp();
            foreach ((string other, long at) in _toldAt)
            {
                if (time.GetElapsedTime(at, now) >= TellEvery)
                {
                    _toldAt.Remove(other);
                }
            }

            if (_toldAt.Count >= MaxKinds || !_toldAt.TryAdd(kind, now))
            {
                return;
            }
        }

        log.RequestFailed(kind);
    }

    /// <summary>The type of an exception and the method that threw it.</summary>
    private static string KindOf(Exception bug)
    {
        string place = bug.StackTrace?.TrimStart().Split('(', 2)[0] ?? "at an unknown place";
        string kind = $"{bug.GetType().Name} {place}";
        return kind.Length <= MaxKindChars ? kind : kind[..MaxKindChars];
    }
}
