using Elysia.Interop;

namespace Elysia.Doctor;

/// <summary>Reads the owner of a file; .NET reports modes but no owners.</summary>
internal static class FileOwner
{
    /// <summary>Returns the user id of the owner; null if the file cannot be accessed.</summary>
    public static unsafe long? Read(string path)
    {
        Span<byte> statx = stackalloc byte[FileCalls.StatxBytes];
        try
        {
            fixed (byte* first = statx)
            {
                return FileCalls.Statx(FileCalls.CurrentFolder, path, 0, FileCalls.StatxUser, first) == 0
                    ? BitConverter.ToUInt32(statx[FileCalls.StatxUserOffset..]) : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }
}
