using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Elysia.Bench.Attack.Run;

/// <summary>Finds an address of this machine that makes a client a stranger.</summary>
internal static class OwnAddress
{
    /// <summary>Returns the first IPv4 address that is not loopback, or loopback if there is no other.</summary>
    public static IPAddress Find() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(own => own.Address)
        .FirstOrDefault(own => own.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(own))
        ?? IPAddress.Loopback;
}
