using Elysia.State;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>Builds avatar states from twelve numbers in the order of <see cref="FieldId"/>.</summary>
internal static class AvatarStates
{
    /// <summary>All fields of the avatar.</summary>
    public static IReadOnlyList<FieldId> Fields { get; } = Enum.GetValues<FieldId>();

    /// <summary>Returns the state with these twelve values.</summary>
    public static AvatarState From(params IReadOnlyList<double> v) => new(
        Mood.Neutral,
        default,
        new Expression(v[0], v[1], v[2], v[3], v[4]),
        new Spirits(v[5], v[6], v[7], v[8], v[9], v[10], v[11]));

    /// <summary>Returns the state with the same value in every field.</summary>
    public static AvatarState Uniform(double value) => From([.. Enumerable.Repeat(value, Field.Count)]);

    /// <summary>Returns the state with one field replaced.</summary>
    public static AvatarState With(this AvatarState state, FieldId field, double value) =>
        From([.. Fields.Select(f => f == field ? value : state[f])]) with { Mood = state.Mood, Heart = state.Heart };
}
