"""Opens WebSockets through nginx and prints how many are open at the end. Usage: viewers.py PORT COUNT SOURCE..."""
import socket
import ssl
import sys

port, count, sources = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
context = ssl._create_unverified_context()
opened = []
for index in range(count):
    viewer = context.wrap_socket(socket.create_connection(("127.0.0.1", port)))
    viewer.sendall(f"GET /ws HTTP/1.1\r\nHost: avatar.example.org\r\nX-Source: {sources[index % len(sources)]}\r\nUpgrade: websocket\r\n"
                   "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode())
    if b" 101 " in viewer.recv(64):
        opened.append(viewer)
print(len(opened))
