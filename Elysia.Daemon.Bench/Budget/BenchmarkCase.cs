using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Elysia.Bench.Budget;

/// <summary>One benchmark method with one set of parameters, found by the attributes that BenchmarkDotNet reads.</summary>
/// <param name="Name">Class.Method, with the parameters in parentheses.</param>
/// <param name="Create">Creates an instance, sets its parameters and runs its setup.</param>
/// <param name="Method">The method.</param>
internal sealed record BenchmarkCase(string Name, Func<object> Create, MethodInfo Method)
{
    /// <summary>All benchmarks of this assembly.</summary>
    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        .. from type in typeof(BenchmarkCase).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.GetCustomAttribute<BenchmarkAttribute>() is not null
           from found in From(type, method)
           orderby found.Name
           select found,
    ];

    /// <summary>Runs the benchmark once on an instance.</summary>
    public void Run(object instance) => Method.Invoke(instance, null);

    /// <summary>Returns a delegate to the benchmark, which avoids reflection's own allocations.</summary>
    public Func<TResult> Bind<TResult>(object instance) => Method.CreateDelegate<Func<TResult>>(instance);

    /// <summary>Disposes the instance.</summary>
    public static void Release(object instance)
    {
        foreach (MethodInfo cleanup in instance.GetType().GetMethods()
            .Where(m => m.GetCustomAttribute<GlobalCleanupAttribute>() is not null))
        {
            cleanup.Invoke(instance, null);
        }

        (instance as IDisposable)?.Dispose();
    }

    private static IEnumerable<BenchmarkCase> From(Type type, MethodInfo method)
    {
        PropertyInfo? parameter = type.GetProperties().SingleOrDefault(p => p.GetCustomAttribute<ParamsAttribute>() is not null);
        if (parameter is null)
        {
            return [new($"{type.Name}.{method.Name}", () => New(type, null, null), method)];
        }

        return parameter.GetCustomAttribute<ParamsAttribute>()!.Values.Select(value => new BenchmarkCase(
            string.Create(CultureInfo.InvariantCulture, $"{type.Name}.{method.Name}({parameter.Name}={value})"),
            () => New(type, parameter, value), method));
    }

    private static object New(Type type, PropertyInfo? parameter, object? value)
    {
        object instance = Activator.CreateInstance(type)!;
        parameter?.SetValue(instance, value);
        foreach (MethodInfo setup in type.GetMethods().Where(m => m.GetCustomAttribute<GlobalSetupAttribute>() is not null))
        {
            setup.Invoke(instance, null);
        }

        return instance;
    }
}
