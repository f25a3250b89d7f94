using Microsoft.Win32.SafeHandles;

namespace Elysia.Transport.Listening;

/// <summary>A few descriptors held back for the worst moment: without a single one the runtime itself cannot start a thread, and
/// aborts with "Out of memory" (seen on 10.0.12).</summary>
/// <remarks>One listener's; its accepting task only.</remarks>
internal sealed class SpareDescriptors : IDisposable
{
    /// <summary>Descriptors that are held.</summary>
    /// <remarks>16: threads of the pool that start in the same moment, and a file or two of the runtime's.</remarks>
    private const int Count = 16;

    private readonly List<SafeFileHandle> _held = [];

    /// <summary>Takes them back.</summary>
    /// <returns>False when there are not that many; none is held then.</returns>
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

    /// <summary>Leaves them to the runtime.</summary>
    public void Release()
    {
        _held.ForEach(h => h.Dispose());
        _held.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Release();
}
