using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Elysia.LoadTest;

/// <summary>--json [FILE]: writes the result as JSON.</summary>
internal static class JsonOption
{
    /// <summary>Creates the option.</summary>
    /// <param name="defaultFile">The file that is written when the option is not given; null for none.</param>
    public static Option<string?> Create(string? defaultFile) => new("--json")
    {
        Description = "Without a FILE, or with -: print JSON instead of the table. With a FILE: write it there as well.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => defaultFile,
    };

    /// <summary>Returns the target that the command line selects.</summary>
    public static JsonTarget Parse(ParseResult parsed, Option<string?> option)
    {
        OptionResult? given = parsed.GetResult(option);
        bool isBare = given is { Implicit: false } && given.Tokens.Count == 0;
        string? file = isBare ? "-" : parsed.GetValue(option);
        return new JsonTarget(file);
    }
}

/// <summary>The target of a result as JSON.</summary>
/// <param name="file">A file's path, "-" for the output itself, or null for none.</param>
internal sealed class JsonTarget(string? file)
{
    // People read the files too, so µ is not escaped.
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether JSON replaces everything else that is printed.</summary>
    public bool IsPrinted => file == "-";

    /// <summary>Writes a result.</summary>
    /// <param name="output">The output for the JSON, or for the name of the file.</param>
    /// <param name="write">Writes the JSON.</param>
    public void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        if (file is null)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        if (IsPrinted)
        {
            output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
            return;
        }

        try
        {
            File.WriteAllBytes(file, buffer.WrittenSpan);
            output.WriteLine($"{Environment.NewLine}written to {file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Elysia.LoadTest.Load.BenchFailedException($"could not write {file}: {e.Message}", e);
        }
    }
}
