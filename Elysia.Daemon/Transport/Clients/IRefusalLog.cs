using Elysia.Channels;
using Elysia.Protocol;

namespace Elysia.Transport.Clients;

/// <summary>Where messages are counted and refused ones, at debug level, logged.</summary>
public interface IRefusalLog
{
    /// <summary>A whole text message came.</summary>
    void Received();

    /// <summary>A message of a client was refused; the client was told.</summary>
    void Refused(ClientId client, RefusalReason reason);
}
