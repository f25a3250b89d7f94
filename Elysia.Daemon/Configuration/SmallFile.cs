namespace Elysia.Configuration;

/// <summary>Reads files that an operator names: whole, within a bound, and with faults in words.</summary>
internal static class SmallFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The most it may hold.</param>
    /// <param name="bytes">What it holds; empty when it cannot be read.</param>
    /// <param name="fault">Why it cannot be read; null when it was.</param>
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
