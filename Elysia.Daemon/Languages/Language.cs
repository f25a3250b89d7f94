namespace Elysia.Languages;

/// <summary>The languages of answers without a model.</summary>
internal enum Language
{
    /// <summary>Used for every message without Korean letters.</summary>
    English,

    /// <summary>Used for every message with any Korean letter (한국어).</summary>
    Korean,
}
