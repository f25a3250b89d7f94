using Elysia.Protocol.V1;
using Elysia.State;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>A tick of the simulation.</summary>
/// <param name="Truth">Where the face really was.</param>
/// <param name="Frames">What was published of it.</param>
internal sealed record SimulatedTick(AvatarState Truth, EncodedTick Frames);
