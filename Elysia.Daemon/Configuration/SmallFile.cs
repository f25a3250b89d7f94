namespace Elysia.Configuration;

/// <summary>Reads files that an operator names: whole, up to a maximum size, and with faults in words.</summary>
internal static class SmallFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="maxBytes">The maximum size of the file. Unit: bytes.</param>
    /// <param name="bytes">The content; empty if the file cannot be read.</param>
    /// <param name="fault">The reason why the file cannot be read; null if it was read.</param>
    public static bool TryRead(string path, int maxBytes, out byte[] bytes, out string? fault)
    {
        bytes = [];
        try
        {
            using FileStream file = File.OpenRead(path);
            var buffer = new byte[maxBytes + 1];
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            fault = length > maxBytes ? $"it is larger than {maxBytes} bytes" : null;
            bytes = fault is null ? buffer[..length] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            fault = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
        }

        return fault is null;
    }
}
