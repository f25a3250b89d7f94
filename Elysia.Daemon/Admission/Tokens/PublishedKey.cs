using Microsoft.IdentityModel.Tokens;

namespace Elysia.Admission.Tokens;

/// <summary>A public key of a JWKS.</summary>
/// <param name="Id">Its `kid`; empty when it has none.</param>
/// <param name="Algorithm">The one algorithm it is good for: RS256 or ES256.</param>
/// <param name="Key">The key.</param>
public sealed record PublishedKey(string Id, string Algorithm, SecurityKey Key);
