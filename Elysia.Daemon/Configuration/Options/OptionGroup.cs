namespace Elysia.Configuration.Options;

/// <summary>Options that belong together.</summary>
/// <param name="Title">The heading above them.</param>
/// <param name="Summary">A summary of the group in one sentence.</param>
/// <param name="Options">The options in the order of the help.</param>
internal sealed record OptionGroup(string Title, string Summary, IReadOnlyList<OptionDescriptor> Options);
