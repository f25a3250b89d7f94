using System.Runtime.CompilerServices;
using Elysia.State;

namespace Elysia.Diff;

/// <summary>One number per field, inline: copying it is the snapshot.</summary>
/// <typeparam name="T">What is kept per field.</typeparam>
[InlineArray(Field.Count)]
internal struct FieldValues<T>
{
    private T _first;
}
