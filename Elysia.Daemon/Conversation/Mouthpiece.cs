using Elysia.Speech;
using Elysia.Speech.LipSync;

namespace Elysia.Conversation;

/// <summary>What her sentences are said with.</summary>
/// <param name="Voice">Gives a sentence a mouth, and a sound where there is one.</param>
/// <param name="Player">Moves her mouth for everybody who watches.</param>
public sealed record Mouthpiece(IVoice Voice, MouthPlayer Player);
