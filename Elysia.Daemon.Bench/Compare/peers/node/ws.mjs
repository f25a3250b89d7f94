// `ws` with the broadcast of its README: over server.clients, with the message encoded once.
import { WebSocket, WebSocketServer } from 'ws';
import { everyTick, port, stamp } from './beat.mjs';

const server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false });

everyTick((beat) => {
  const frame = Buffer.from(JSON.stringify({ type: 'delta', expression: { beat }, t: stamp() }));
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) {
      client.send(frame, { binary: false });
    }
  }
});
