using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>A history of viewers that stall, recover, read a few bytes, disconnect and rejoin while the face moves. The
/// numbers determine all of it, so a history that FsCheck prints can be played again.</summary>
/// <param name="Seed">The seed of all random numbers.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Viewers">The number of concurrent viewers.</param>
/// <param name="Capacity">The capacity of each stream in bytes.</param>
internal sealed record SimulatedHistory(int Seed, int Steps, int Viewers, int Capacity)
{
    // Enough for any buffer, delta and event together: after this many ticks of reading, all viewers are healthy again.
    private const int TicksToRecover = 400;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(16);

    /// <summary>Plays the history and checks what must hold in every history.</summary>
    public void Play()
    {
        var random = new Random(Seed);
        var world = new SimulatedWorld(ToString());
        var walk = new StateWalk(SimulatedWorld.Threshold, Moves(random), Steps + TicksToRecover + 64, 16, Seed);
        using IEnumerator<AvatarState> states = walk.States().GetEnumerator();
        SimulatedViewer[] viewers = [.. Enumerable.Range(0, Viewers).Select(_ => new SimulatedViewer(world, Capacity))];
        Tick(world, states, viewers);
        for (int step = 0; step < Steps; step++)
        {
            if (!Act(random, world, viewers, step))
            {
                Tick(world, states, viewers);
            }

            world.TakeTurns();
        }

        Array.ForEach(viewers, v => v.Reads = true);
        for (int tick = 0; tick < TicksToRecover; tick++)
        {
            Tick(world, states, viewers);
        }

        foreach (SimulatedViewer viewer in viewers.Where(v => !v.Session.Ended.IsCompleted))
        {
            viewer.AssertCurrent(ToString());
        }

        world.AssertConserved();
    }

    /// <summary>Lets something happen to a viewer, or nothing.</summary>
    /// <returns>Whether something happened.</returns>
    private bool Act(Random random, SimulatedWorld world, SimulatedViewer[] viewers, int step)
    {
        int chosen = random.Next(Viewers);
        switch (random.Next(10))
        {
            case 0:
                viewers[chosen].Reads = false;
                return true;
            case 1:
                viewers[chosen].Reads = true;
                return true;
            case 2:
                viewers[chosen].Read(random.Next(1, 300));
                return true;
            case 3:
                _ = viewers[chosen].Queue($"event {step}");
                return true;
            case 4 when random.Next(4) == 0:
                viewers[chosen].Vanish();
                world.TakeTurns();
                viewers[chosen] = new SimulatedViewer(world, Capacity);
                return true;
            default:
                return false;
        }
    }

    private void Tick(SimulatedWorld world, IEnumerator<AvatarState> states, SimulatedViewer[] viewers)
    {
        Assert.IsTrue(states.MoveNext(), "The walk is too short.");
        world.Tick(states.Current, Period);
        foreach (SimulatedViewer viewer in viewers.Where(v => v.Reads))
        {
            viewer.Read();
            world.TakeTurns();
            viewer.Read();
        }

        Array.ForEach(viewers, v => v.AssertSound(ToString()));
    }

    private static double[] Moves(Random random) =>
        [.. AvatarStates.Fields.Select(_ => random.Next(3) switch
        {
            0 => 0,
            1 => random.NextDouble() * 0.02,
            _ => random.NextDouble(),
        })];
}
