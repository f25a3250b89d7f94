// Socket.IO with the WebSocket transport only, and volatile events, which its documentation suggests for state that the
// next message replaces ("will not be sent if the underlying connection is not ready").
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { everyTick, port, stamp } from './beat.mjs';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
http.listen(port, '127.0.0.1');

everyTick((beat) => io.volatile.emit('delta', { type: 'delta', expression: { beat }, t: stamp() }));
