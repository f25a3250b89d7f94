using Elysia.State;

namespace Elysia.Engines;

/// <summary>Writes a timeline key by key and keeps its rules: time ascends, a bound holds, the last key is closed.</summary>
/// <remarks>One per text, used by one thread.</remarks>
/// <param name="pace">Speaking rate as a factor above 0.</param>
/// <param name="keysMax">Most keys, the closing one included.</param>
internal sealed class MouthTrack(double pace, int keysMax)
{
    private readonly List<MouthKey> _keys = [];
    private double _nowSeconds;

    /// <summary>Whether only the place of the closing key is left.</summary>
    public bool IsFull => _keys.Count >= keysMax - 1;

    /// <summary>Holds the mouth at <paramref name="width"/> for a while; nothing when the while is none or the track is full.</summary>
    /// <param name="width">0..1.</param>
    /// <param name="seconds">How long at rate 1.</param>
    public void Hold(double width, double seconds)
    {
        if (seconds <= 0 || IsFull)
        {
            return;
        }

        _keys.Add(new MouthKey(_nowSeconds, width));
        _nowSeconds += seconds / pace;
    }

    /// <summary>The timeline, closed at the end.</summary>
    public IReadOnlyList<MouthKey> Close()
    {
        if (_keys.Count == 0 || _keys[^1].MouthWidth > 0)
        {
            _keys.Add(new MouthKey(_nowSeconds, 0));
        }

        return _keys;
    }
}
