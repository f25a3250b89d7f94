namespace Elysia.Languages;

/// <summary>The languages she answers in without a model.</summary>
internal enum Language
{
    /// <summary>For every message without Korean letters.</summary>
    English,

    /// <summary>For every message with any Korean letter (한국어).</summary>
    Korean,
}
