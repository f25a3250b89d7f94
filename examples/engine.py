#!/usr/bin/env python3
"""A minimal mood engine: pushes thirty moods a second to Elysia. Usage: engine.py [HOST:PORT] [SECONDS]"""
import base64, json, math, os, socket, struct, sys, time

where = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8765"
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else math.inf
host, port = where.rsplit(":", 1)
link = socket.create_connection((host, int(port)), timeout=5)
link.sendall((f"GET /ws HTTP/1.1\r\nHost: {where}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n").encode())
if b" 101 " not in link.recv(4096):
    sys.exit("The server did not accept the WebSocket.")
link.setblocking(False)


def send(message):
    data, mask = json.dumps(message).encode(), os.urandom(4)
    head = struct.pack("!BB", 0x81, 0x80 | len(data)) if len(data) < 126 else struct.pack("!BBH", 0x81, 0xFE, len(data))
    link.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))


start = time.monotonic()
while (t := time.monotonic() - start) < seconds:
    send({"type": "mood", "valence": math.sin(t), "arousal": 0.5 + 0.4 * math.sin(t / 3), "dominance": 0.3 * math.cos(t)})
    try:
        while link.recv(65536):  # Read everything: the daemon closes a client that does not read as a slow viewer.
            pass
    except BlockingIOError:
        time.sleep(1 / 30)
