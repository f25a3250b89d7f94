using System.Net;
using System.Net.Sockets;
using System.Text;
using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Tests.LoadTest;

/// <summary>A minimal server that can be measured: stamps, deltas per viewer, merged for viewers that do not read;
/// single-threaded.</summary>
internal sealed class FakeDaemon : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Client> _clients = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly int _rateHz;
    private readonly TimeProvider _time;

    public FakeDaemon(int rateHz, TimeProvider time)
    {
        (_rateHz, _time) = (rateHz, time);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        _listener.Blocking = false;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The second viewer gets a wrong mouth in every n-th tick; 0 for never.</summary>
    public int WrongEvery { get; set; }

    public Uri Url => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/ws");

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
        _listener.Dispose();
        _clients.ForEach(c => c.Socket.Dispose());
    }

    private void Run()
    {
        var published = new PublishedState(new DeltaThreshold(0.01));
        AvatarState state = AvatarState.Initial;
        TimeSpan period = TimeSpan.FromSeconds(1.0 / _rateHz);
        long begin = _time.GetTimestamp();
        for (long n = 0; !_stop.IsCancellationRequested; n++)
        {
            Accept();
            state = AvatarSimulation.Step(in state, default, period);
            PublishedTick tick = published.Advance(in state, period, _time.GetTimestamp());
            var frames = new EncodedTick(tick);
            for (int i = 0; i < _clients.Count; i++)
            {
                _clients[i].Serve(frames, isWrong: WrongEvery > 0 && i == 1 && n % WrongEvery == 0);
            }

            _clients.RemoveAll(c => !c.IsViewer);
            TimeSpan rest = (period * (n + 1)) - _time.GetElapsedTime(begin);
            if (rest > TimeSpan.Zero)
            {
                _stop.Token.WaitHandle.WaitOne(rest);
            }
        }
    }

    private void Accept()
    {
        while (_listener.Poll(0, SelectMode.SelectRead))
        {
            Socket socket = _listener.Accept();
            (socket.NoDelay, socket.Blocking, socket.SendBufferSize) = (true, false, 4096);
            _clients.Add(new Client(socket));
        }
    }

    private sealed class Client(Socket socket)
    {
        private static readonly byte[] Switching = Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");

        private byte[] _pending = [];
        private long _base = -1;

        public Socket Socket => socket;

        public bool IsViewer { get; private set; } = true;

        public void Serve(EncodedTick frames, bool isWrong)
        {
            if (_base < 0)
            {
                byte[] request = new byte[1024];
                int length = socket.Receive(request, SocketFlags.None, out _);
                if (length > 0 && !request.AsSpan(0, length).StartsWith("GET /ws"u8))
                {
                    // A request for /health, which this server does not have.
                    socket.Send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8);
                    IsViewer = false;
                }
                else if (length > 0)
                {
                    _base = 0;
                    Send([.. Switching, .. Framed(frames.Greeting), .. Framed(frames.Full(stamped: true))]);
                    _base = frames.Published.Tick;
                }

                return;
            }

            if (_pending.Length > 0)
            {
                Send(_pending);
            }

            FieldMask missing = frames.Published.Since(_base);
            if (_pending.Length == 0 && !missing.IsEmpty)
            {
                Frame frame = frames.Delta(missing, stamped: true);
                Send(Framed(isWrong ? Wrong(frame) : frame));
                _base = frames.Published.Tick;
            }
        }

        private static Frame Wrong(Frame frame) => new(frame.Kind, Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(frame.Payload.Span).Replace("\"t\":", "\"spirits\":{\"fire\":0.9},\"t\":",
                StringComparison.Ordinal)));

        private static byte[] Framed(Frame frame) => TestFrames.Text(frame.Payload.Span);

        private void Send(ReadOnlySpan<byte> bytes)
        {
            int sent = socket.Send(bytes, SocketFlags.None, out SocketError error);
            _pending = error is SocketError.Success or SocketError.WouldBlock ? bytes[Math.Max(sent, 0)..].ToArray() : [];
        }
    }
}
