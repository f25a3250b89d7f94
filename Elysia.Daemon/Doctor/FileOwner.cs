using System.Runtime.InteropServices;

namespace Elysia.Doctor;

/// <summary>Who owns a file. .NET tells modes, not owners.</summary>
internal static class FileOwner
{
    // statx(2): struct statx is 256 bytes, stx_uid at byte 20; AT_FDCWD; STATX_UID.
    private const int StatxBytes = 256;
    private const int UserOffset = 20;
    private const int CurrentFolder = -100;
    private const uint WantUser = 0x8;

    /// <summary>The user's number; null where the file cannot be seen.</summary>
    public static long? Of(string path)
    {
        try
        {
            var statx = new byte[StatxBytes];
            return Statx(CurrentFolder, path, 0, WantUser, statx) == 0 ? BitConverter.ToUInt32(statx, UserOffset) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, string path, int flags, uint mask, byte[] statx);
}
