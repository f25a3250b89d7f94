using Elysia.Channels;
using Elysia.Protocol;

namespace Elysia.Transport;

/// <summary>Where refused messages are counted and, at debug level, logged.</summary>
public interface IRefusalLog
{
    /// <summary>A message of a client was refused; the client was told.</summary>
    void Refused(ClientId client, RefusalReason reason);
}
