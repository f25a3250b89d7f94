using Elysia.Interop;

namespace Elysia.Doctor;

/// <summary>Who owns a file. .NET tells modes, not owners.</summary>
internal static class FileOwner
{
    /// <summary>The user's number; null where the file cannot be seen.</summary>
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
