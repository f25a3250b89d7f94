using BenchmarkDotNet.Attributes;
using Elysia.Admission;
using Elysia.Configuration;
using Elysia.Protocol;
using Elysia.State;
using Elysia.Transport;

namespace Elysia.Bench.Benchmarks;

/// <summary>What does it cost to ask whether a client may say what it says?</summary>
[MemoryDiagnoser]
public class RoleBenchmark
{
    private readonly ClientMessage[] _messages =
    [
        new ClientMessage.Text("x"), new ClientMessage.MoodPush(default), new ClientMessage.Emotion(Feeling.Calm, 1),
        new ClientMessage.Vision(true, null, null), new ClientMessage.Auth(new Secret("x")), new ClientMessage.Revoke("x"),
    ];

    private int _next;

    /// <summary>One message after the other, of six kinds.</summary>
    [Benchmark]
    public bool Allow() => MessageRights.Allow(Rights.Watch | Rights.Speak, _messages[_next++ % _messages.Length]);
}
