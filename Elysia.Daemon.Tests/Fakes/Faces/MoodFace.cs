using Elysia.State;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>The part of a picture that depends on the mood alone: all but the heartbeat and the mouth.</summary>
internal static class MoodFace
{
    /// <summary>Returns the picture of a mood, in the order of <see cref="FieldId"/>.</summary>
    public static double[] From(Mood mood)
    {
        var state = new AvatarState(mood, default, MoodToFace.Expression(mood, AvatarState.Initial.Expression),
            MoodToFace.Spirits(mood));
        return [.. AvatarStates.Fields.Select(f => Field.Clamp(f, state[f]))];
    }

    /// <summary>Returns the maximum difference of two pictures in the fields that depend on the mood.</summary>
    public static double Distance(double[] left, double[] right) => AvatarStates.Fields
        .Where(f => f is not (FieldId.Beat or FieldId.MouthWidth)).Max(f => Math.Abs(left[(int)f] - right[(int)f]));
}
