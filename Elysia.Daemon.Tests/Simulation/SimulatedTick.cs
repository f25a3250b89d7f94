using Elysia.Protocol;
using Elysia.State;

namespace Elysia.Tests.Simulation;

/// <summary>A tick of the simulation.</summary>
/// <param name="Truth">Where the face really was.</param>
/// <param name="Frames">What was published of it.</param>
internal sealed record SimulatedTick(AvatarState Truth, TickFrames Frames);
