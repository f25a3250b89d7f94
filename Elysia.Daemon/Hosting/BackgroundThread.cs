namespace Elysia.Hosting;

/// <summary>A dedicated thread for a loop that must not wait for the thread pool.</summary>
internal sealed class BackgroundThread
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    /// <summary>Creates the thread without starting it.</summary>
    /// <param name="name">The name of the thread, as the kernel shows it.</param>
    /// <param name="body">The code that the thread runs.</param>
    public BackgroundThread(string name, Action body) =>
        _thread = new Thread(() => Run(body)) { Name = name, IsBackground = true };

    /// <summary>Completes when the thread has ended; faulted if an exception ended it.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    private void Run(Action body)
    {
        try
        {
            body();
            _completion.TrySetResult();
        }
#pragma warning disable CA1031 // Nothing is above this frame; the failure goes to a task that the daemon awaits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _completion.TrySetException(e);
        }
    }
}
