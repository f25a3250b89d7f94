namespace Elysia.State;

/// <summary>The whole inner state at one moment: the truth from which everything that viewers see follows.</summary>
/// <remarks>Owned by the tick thread; an immutable value, so a copy may go anywhere.</remarks>
public readonly record struct AvatarState(Mood Mood, Heartbeat Heart, Expression Expression, Spirits Spirits)
{
    /// <summary>Elysia as she wakes up: a neutral mood and the face that follows from it.</summary>
    public static AvatarState Initial { get; } = AvatarSimulation.Step(
        new AvatarState(Mood.Neutral, default, Expression.Default, Spirits.Default), default, TimeSpan.Zero);

    /// <summary>The value of one field.</summary>
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
