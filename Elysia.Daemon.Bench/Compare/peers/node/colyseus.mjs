// Colyseus with schema state: one room, the state changed and its patch broadcast in the same tick (the room's own
// patch timer would only add its phase to the frame age). The patch is binary and smaller than the others' JSON.
import { Room, Server } from '@colyseus/core';
import { schema, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { everyTick, port, stamp } from './beat.mjs';

// `t` comes last: the viewer reads the stamp from the last eight bytes of a patch.
const AvatarState = schema({ beat: t.float32(), t: t.float64() }, 'AvatarState');

class AvatarRoom extends Room {
  patchRate = null;
  autoDispose = false;

  onCreate() {
    this.state = new AvatarState();
    everyTick((beat) => {
      this.state.beat = beat;
      this.state.t = stamp();
      this.broadcastPatch();
    });
  }
}

const server = new Server({ greet: false, transport: new WebSocketTransport() });
server.define('avatar', AvatarRoom);
await server.listen(port, '127.0.0.1');
