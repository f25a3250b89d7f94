using BenchmarkDotNet.Attributes;
using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Transport.Clients;

namespace Elysia.Bench.Benchmarks;

/// <summary>What does it cost to ask whether a client may say what it says?</summary>
[MemoryDiagnoser]
public class RoleBenchmark
{
    private readonly ClientMessage[] _messages =
    [
        ClientMessage.Text("x"), ClientMessage.MoodPush(default), ClientMessage.Emotion(Feeling.Calm, 1),
        ClientMessage.Vision(true, null, null), ClientMessage.Auth(new Secret("x")), ClientMessage.Revoke("x"),
    ];

    private int _next;

    /// <summary>One message after the other, of six kinds.</summary>
    [Benchmark]
    public bool Allow() => MessageRights.Allow(Rights.Watch | Rights.Speak, _messages[_next++ % _messages.Length]);
}
