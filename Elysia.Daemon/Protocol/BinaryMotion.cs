namespace Elysia.Protocol;

/// <summary>The bits of `elysia.v2.bin`, as docs/PROTOCOL.md has them.</summary>
internal static class BinaryMotion
{
    /// <summary>First byte of a message: the kind.</summary>
    public const byte Digest = 0, Delta = 1, Keyframe = 2;

    /// <summary>First byte of a message: four bytes of digest end it.</summary>
    public const byte HasDigest = 4;

    /// <summary>First byte of a motion: the form.</summary>
    public const byte Rest = 0, Approach = 1, Heart = 2, Curve = 3;

    /// <summary>First byte of a motion: the bits of the form.</summary>
    public const byte FormBits = 3;

    /// <summary>First byte of a motion: what follows because it is not what a viewer assumes anyway.</summary>
    public const byte HasVelocity = 4, HasTau = 8, HasAgo = 16, HasFrom = 32;
}
