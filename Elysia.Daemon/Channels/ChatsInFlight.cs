namespace Elysia.Channels;

/// <summary>Counts the texts of each client that wait for an answer, so that one client cannot occupy the conversation
/// alone.</summary>
/// <remarks>Receive loops count up; the conversation counts down when an answer has ended or a text was dropped.
/// Bounded by the queue that holds the texts: each is answered or dropped, whether its client is still
/// connected or not.</remarks>
/// <param name="max">The maximum number of texts of one client.</param>
internal sealed class ChatsInFlight(int max)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ClientId, int> _waiting = [];

    /// <summary>Counts one more text of a client.</summary>
    /// <returns>False when the maximum is reached; then nothing was counted.</returns>
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

    /// <summary>Counts one text of a client less: it was answered or dropped.</summary>
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
