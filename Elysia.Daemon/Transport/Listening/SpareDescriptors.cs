using Microsoft.Win32.SafeHandles;

namespace Elysia.Transport.Listening;

/// <summary>A few descriptors held in reserve for a shortage: without a single free one the runtime itself cannot start
/// a thread, and aborts with "Out of memory" (seen on 10.0.12).</summary>
/// <remarks>Belongs to one listener; used by its accepting task only.</remarks>
internal sealed class SpareDescriptors : IDisposable
{
    /// <summary>The number of descriptors held.</summary>
    /// <remarks>16: for thread-pool threads that start at the same moment, and one or two files of the
    /// runtime.</remarks>
    private const int Count = 16;

    private readonly List<SafeFileHandle> _held = [];

    /// <summary>Acquires the descriptors that are not held.</summary>
    /// <returns>False when there are not enough; none is held then.</returns>
    public bool TryHold()
    {
        try
        {
            while (_held.Count < Count)
            {
                _held.Add(File.OpenHandle("/dev/null"));
            }

            return true;
        }
        catch (IOException)
        {
            Release();
            return false;
        }
    }

    /// <summary>Releases them to the runtime.</summary>
    public void Release()
    {
        _held.ForEach(h => h.Dispose());
        _held.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Release();
}
