// The messages that each server needs before it sends frames, and the position of the tick's stamp in a frame.
#define _GNU_SOURCE
#include "viewer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OP_TEXT = 1, OP_BINARY = 2 };

// Colyseus' first byte: JOIN_ROOM is answered with itself, then one ROOM_STATE and many ROOM_STATE_PATCH follow.
enum { COLYSEUS_JOIN = 10, COLYSEUS_STATE = 14, COLYSEUS_PATCH = 15 };

static const char signalr_hello[] = "{\"protocol\":\"json\",\"version\":1}\x1e";
static const char signalr_ping[] = "{\"type\":6}\x1e";

void dialect_upgraded(viewer_t *viewer) {
    if (options.dialect == DIALECT_PLAIN) {
        viewer->phase = PHASE_JOINED;
    } else if (options.dialect == DIALECT_SIGNALR) {
        viewer_send(viewer, OP_TEXT, signalr_hello, sizeof signalr_hello - 1);
    }
}

// One WebSocket message may carry several SignalR records, so every stamp counts as a frame.
static void stamps(viewer_t *viewer, const uint8_t *bytes, size_t length) {
    const uint8_t *end = bytes + length;
    const uint8_t *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), "\"t\":", 4)) != NULL) {
        int64_t stamp = 0;
        for (at += 4; at < end && *at >= '0' && *at <= '9'; at++) {
            stamp = stamp * 10 + (*at - '0');
        }
        ages_add(viewer, stamp);
    }
}

static void socketio_message(viewer_t *viewer, const uint8_t *bytes, size_t length) {
    if (length == 0) {
        return;
    }
    if (bytes[0] == '0') {
        viewer_send(viewer, OP_TEXT, "40", 2); // engine.io is open: connect to the namespace "/"
    } else if (bytes[0] == '2') {
        viewer_send(viewer, OP_TEXT, "3", 1); // engine.io ping and pong
    } else if (length > 1 && bytes[0] == '4' && bytes[1] == '0') {
        viewer->phase = PHASE_JOINED;
    } else {
        stamps(viewer, bytes, length);
    }
}

static void colyseus_message(viewer_t *viewer, const uint8_t *bytes, size_t length) {
    if (length == 0) {
        return;
    }
    if (bytes[0] == COLYSEUS_JOIN) {
        const char join = COLYSEUS_JOIN;
        viewer_send(viewer, OP_BINARY, &join, 1);
    } else if (bytes[0] == COLYSEUS_STATE) {
        viewer->phase = PHASE_JOINED;
    } else if (bytes[0] == COLYSEUS_PATCH && length >= 10) {
        double stamp; // the state's last field is the stamp, a little-endian float64, which is exact below 2^53
        memcpy(&stamp, bytes + length - sizeof stamp, sizeof stamp);
        ages_add(viewer, (int64_t)stamp);
    }
}

void dialect_message(viewer_t *viewer, int opcode, const uint8_t *bytes, size_t length) {
    (void)opcode;
    switch (options.dialect) {
    case DIALECT_PLAIN:
        stamps(viewer, bytes, length);
        break;
    case DIALECT_SOCKETIO:
        socketio_message(viewer, bytes, length);
        break;
    case DIALECT_SIGNALR:
        if (viewer->phase == PHASE_JOINING) {
            viewer->phase = PHASE_JOINED; // "{}": the response to the handshake
        }
        stamps(viewer, bytes, length);
        break;
    case DIALECT_COLYSEUS:
        colyseus_message(viewer, bytes, length);
        break;
    }
}

// SignalR closes a client that is silent for 30 s; its official clients send this every 15 s.
void dialect_keep_alive(viewer_t *viewer) {
    if (options.dialect == DIALECT_SIGNALR) {
        viewer_send(viewer, OP_TEXT, signalr_ping, sizeof signalr_ping - 1);
    }
}

static bool json_string(const char *json, const char *name, char *value, size_t size) {
    char needle[32];
    snprintf(needle, sizeof needle, "\"%s\":\"", name);
    const char *at = strstr(json, needle);
    if (at == NULL) {
        return false;
    }
    at += strlen(needle);
    size_t length = strcspn(at, "\"");
    if (length >= size) {
        return false;
    }
    memcpy(value, at, length);
    value[length] = 0;
    return true;
}

// The seat names the process, the room and the session, which together form the WebSocket's address.
bool dialect_seat(viewer_t *viewer, const char *response) {
    char process[64], room[64], session[64];
    if (!json_string(response, "processId", process, sizeof process) ||
        !json_string(response, "roomId", room, sizeof room) ||
        !json_string(response, "sessionId", session, sizeof session)) {
        fprintf(stderr, "no seat: %.400s\n", response);
        return false;
    }
    snprintf(viewer->target, sizeof viewer->target, "/%s/%s?sessionId=%s", process, room, session);
    return true;
}
