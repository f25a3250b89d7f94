namespace Elysia.Admission.Tokens;

/// <summary>What a token must say to be taken.</summary>
/// <param name="Issuer">Its `iss`.</param>
/// <param name="Audience">One of its `aud`.</param>
/// <param name="RoleClaim">The claim that names its roles.</param>
public sealed record TokenRules(string Issuer, string Audience, string RoleClaim)
{
    /// <summary>How far the clock of who made a token may be from ours.</summary>
    /// <remarks>30 s, as the protocol promises. Source: RFC 7519 section 4.1.4, "no more than a few minutes".</remarks>
    public static TimeSpan Skew { get; } = TimeSpan.FromSeconds(30);
}
