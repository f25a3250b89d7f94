namespace Elysia.Tapes;

/// <summary>A file is no recording of this version.</summary>
/// <param name="message">Which line, and what is wrong with it.</param>
public sealed class RecordingException(string message) : Exception(message);
