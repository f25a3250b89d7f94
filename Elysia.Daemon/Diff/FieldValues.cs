using System.Runtime.CompilerServices;
using Elysia.State;

namespace Elysia.Diff;

/// <summary>One value per field, stored inline, so that an assignment copies all of them.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
[InlineArray(Field.Count)]
internal struct FieldValues<T>
{
    private T _first;
}
