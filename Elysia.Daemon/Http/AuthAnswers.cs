using Elysia.Admission.Tokens;

namespace Elysia.Http;

/// <summary>HTTP answers about tokens and roles (RFC 6750 section 3).</summary>
public static class AuthAnswers
{
    private const string Challenge = "Bearer realm=\"elysia\"";

    /// <summary>401: no token came, or one that was refused.</summary>
    public static HttpResponse Refused(TokenResult result) => result.Verdict switch
    {
        TokenVerdict.Missing => HttpResponse.Text(401, "A token is needed: Authorization: Bearer TOKEN.",
            ("WWW-Authenticate", Challenge)),
        TokenVerdict.BadTicket => HttpResponse.Text(401, $"Refused: {result.Words}.", ("WWW-Authenticate", Challenge)),
        _ => HttpResponse.Text(401, $"The token was refused: {result.Words}.",
            ("WWW-Authenticate", $"{Challenge}, error=\"invalid_token\", error_description=\"{result.Words}\"")),
    };

    /// <summary>403: the role does not suffice.</summary>
    public static HttpResponse Forbidden(Rights needed, Rights rights) => HttpResponse.Text(403,
        $"This needs the role '{Roles.Needed(needed)}'; yours is '{Roles.NameOf(rights)}'.",
        ("WWW-Authenticate", $"{Challenge}, error=\"insufficient_scope\""));
}
