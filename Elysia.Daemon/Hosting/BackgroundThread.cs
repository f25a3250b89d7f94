namespace Elysia.Hosting;

/// <summary>A thread of the daemon's own, for a loop that must not wait for the thread pool.</summary>
internal sealed class BackgroundThread
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    /// <summary>A thread that is not running yet.</summary>
    /// <param name="name">Its name, which the kernel shows.</param>
    /// <param name="body">What it does.</param>
    public BackgroundThread(string name, Action body) =>
        _thread = new Thread(() => Run(body)) { Name = name, IsBackground = true };

    /// <summary>Completes when the thread has ended; faulted when a bug of ours ended it.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Starts it.</summary>
    public void Start() => _thread.Start();

    private void Run(Action body)
    {
        try
        {
            body();
            _completion.TrySetResult();
        }
#pragma warning disable CA1031 // This thread is its own: the failure goes to a task that the daemon awaits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _completion.TrySetException(e);
        }
    }
}
