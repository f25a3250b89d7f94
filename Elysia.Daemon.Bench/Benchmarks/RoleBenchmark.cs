using BenchmarkDotNet.Attributes;
using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Transport.Clients;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures the check whether a client may send a message.</summary>
[MemoryDiagnoser]
public class RoleBenchmark
{
    private readonly ClientMessage[] _messages =
    [
        ClientMessage.Text("x"), ClientMessage.MoodPush(default), ClientMessage.Emotion(Feeling.Calm, 1),
        ClientMessage.Vision(true, null, null), ClientMessage.Auth(new Secret("x")), ClientMessage.Revoke("x"),
    ];

    private int _next;

    /// <summary>Checks the next of six kinds of message.</summary>
    [Benchmark]
    public bool Allow() => MessageRights.Allow(Rights.Watch | Rights.Speak, _messages[_next++ % _messages.Length]);
}
