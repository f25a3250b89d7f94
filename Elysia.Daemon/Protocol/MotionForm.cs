namespace Elysia.Protocol;

/// <summary>How the state messages of protocol 2 are written. All else is JSON in both.</summary>
public enum MotionForm
{
    /// <summary>`elysia.v2.json`: for people to read and for programs of an afternoon.</summary>
    Json,

    /// <summary>`elysia.v2.bin`: the same in a fifth of the bytes.</summary>
    Binary,
}
