namespace Elysia.Channels;

/// <summary>How many texts of each client wait for an answer, so that one cannot fill the conversation for all.</summary>
/// <remarks>Receive loops take, the conversation gives back when an answer has ended or a text was dropped. Bounded by the
/// queue the texts lie in: each is answered or dropped, whether its client is still there or not.</remarks>
/// <param name="max">Most texts of one client.</param>
internal sealed class ChatsInFlight(int max)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ClientId, int> _waiting = [];

    /// <summary>Counts one more text of a client.</summary>
    /// <returns>False when as many wait as may; nothing was counted then.</returns>
    public bool TryTake(ClientId client)
    {
        lock (_lock)
        {
            int waiting = _waiting.GetValueOrDefault(client);
            if (waiting >= max)
            {
                return false;
            }

            _waiting[client] = waiting + 1;
            return true;
        }
    }

    /// <summary>A text of a client is answered, or was not taken after all.</summary>
    public void Release(ClientId client)
    {
        lock (_lock)
        {
            int waiting = _waiting.GetValueOrDefault(client);
            if (waiting > 1)
            {
                _waiting[client] = waiting - 1;
            }
            else
            {
                _waiting.Remove(client);
            }
        }
    }
}
