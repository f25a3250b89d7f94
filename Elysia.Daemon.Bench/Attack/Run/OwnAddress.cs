using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Elysia.Bench.Attack.Run;

/// <summary>An address of this machine from which one is a stranger.</summary>
internal static class OwnAddress
{
    /// <summary>The first IPv4 address that is not loopback; loopback where there is no other.</summary>
    public static IPAddress Find() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(own => own.Address)
        .FirstOrDefault(own => own.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(own))
        ?? IPAddress.Loopback;
}
