using Elysia.Protocol.V1;
using Elysia.State;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>A tick of the simulation.</summary>
/// <param name="Truth">The true state.</param>
/// <param name="Frames">The published state.</param>
internal sealed record SimulatedTick(AvatarState Truth, EncodedTick Frames);
