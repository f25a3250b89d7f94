using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>A history of viewers that stall, wake, read a few bytes, vanish and come back while the face moves. The numbers are
/// all there is to it, so what FsCheck prints plays it again.</summary>
/// <param name="Seed">Of everything.</param>
/// <param name="Steps">How many things happen.</param>
/// <param name="Viewers">How many viewers there are at a time.</param>
/// <param name="Capacity">Bytes each wire holds.</param>
internal sealed record SimulatedHistory(int Seed, int Steps, int Viewers, int Capacity)
{
    // More than any wire, delta and event together: after so many ticks of reading everybody is on the top rung again.
    private const int TicksToRecover = 400;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(16);

    /// <summary>Plays it and holds what must be true of every history.</summary>
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

    /// <summary>Something happens to a viewer, or nothing.</summary>
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
