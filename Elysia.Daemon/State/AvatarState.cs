namespace Elysia.State;

/// <summary>The complete state of the avatar at one moment, from which everything that viewers see follows.</summary>
/// <remarks>Owned by the tick thread; an immutable value that may be copied to any thread.</remarks>
internal readonly record struct AvatarState(Mood Mood, Heartbeat Heart, Expression Expression, Spirits Spirits)
{
    /// <summary>Elysia as she wakes up: a neutral mood and the face that follows from it.</summary>
    public static AvatarState Initial { get; } = AvatarSimulation.Step(
        new AvatarState(Mood.Neutral, default, Expression.Default, Spirits.Default), default, TimeSpan.Zero);

    /// <summary>The motion of <see cref="Mood"/>, the mood shown, towards the mood she feels.</summary>
    public MoodMotion Motion { get; init; }

    /// <summary>Her breath; it stands still without <see cref="Temperament.Breathes"/>.</summary>
    public Breath Breath { get; init; }

    /// <summary>Her blinks; she does not blink without <see cref="Temperament.Blinks"/>.</summary>
    public Blink Blink { get; init; }

    /// <summary>Returns the state in which she wakes up in a mood, with a seed for her blinks.</summary>
    /// <param name="mood">Any mood; it is brought into range.</param>
    /// <param name="seed">Any number.</param>
    public static AvatarState WakingUp(Mood mood, ulong seed) =>
        AvatarSimulation.Step(Initial with { Blink = Blink.Seeded(seed) }, new AvatarChanges(mood, null), TimeSpan.Zero);

    /// <summary>Returns the value of one field.</summary>
    public double this[FieldId field] => field switch
    {
        FieldId.MouthCurve => Expression.MouthCurve,
        FieldId.EyeOpen => Expression.EyeOpen,
        FieldId.BrowFurrow => Expression.BrowFurrow,
        FieldId.Beat => Expression.Beat,
        FieldId.MouthWidth => Expression.MouthWidth,
        FieldId.Fire => Spirits.Fire,
        FieldId.Water => Spirits.Water,
        FieldId.Earth => Spirits.Earth,
        FieldId.Air => Spirits.Air,
        FieldId.Light => Spirits.Light,
        FieldId.Dark => Spirits.Dark,
        FieldId.Aether => Spirits.Aether,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of the avatar."),
    };
}
