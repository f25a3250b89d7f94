// Turns bytes into messages: HTTP responses while a viewer connects, RFC 6455 frames afterwards.
#define _GNU_SOURCE
#include "viewer.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

enum { SCRATCH_BYTES = 1 << 20, OP_CONTINUATION = 0, OP_CLOSE = 8, OP_PING = 9 };

static uint8_t scratch[SCRATCH_BYTES + 1]; // one byte for the NUL after an HTTP response

static void keep_rest(viewer_t *viewer, const uint8_t *bytes, size_t length) {
    if (length > 0) {
        viewer->rest = realloc(viewer->rest, length);
        memcpy(viewer->rest, bytes, length);
    }
    viewer->rest_bytes = length;
}

static void add_part(viewer_t *viewer, const uint8_t *bytes, size_t length) {
    viewer->part = realloc(viewer->part, viewer->part_bytes + length + 1);
    memcpy(viewer->part + viewer->part_bytes, bytes, length);
    viewer->part_bytes += length;
}

static void handle_frame(viewer_t *viewer, bool final, int opcode, const uint8_t *payload, size_t length) {
    if (opcode == OP_PING) {
        viewer_send(viewer, 10, (const char *)payload, length);
    } else if (opcode == OP_CLOSE) {
        viewer_close(viewer);
    } else if (!final || opcode == OP_CONTINUATION) {
        add_part(viewer, payload, length);
        if (final) {
            dialect_message(viewer, opcode, viewer->part, viewer->part_bytes);
            viewer->part_bytes = 0;
        }
    } else if (opcode < OP_CLOSE) {
        dialect_message(viewer, opcode, payload, length);
    }
}

// Returns the number of bytes in complete frames.
static size_t handle_frames(viewer_t *viewer, const uint8_t *bytes, size_t length) {
    size_t used = 0;
    while (viewer->phase != PHASE_CLOSED && length - used >= 2) {
        const uint8_t *frame = bytes + used;
        size_t head = 2, payload = frame[1] & 0x7F;
        if (payload == 126) {
            head = 4;
            if (length - used < head) break;
            payload = (size_t)frame[2] << 8 | frame[3];
        } else if (payload == 127) {
            head = 10;
            if (length - used < head) break;
            payload = 0;
            for (int i = 2; i < 10; i++) payload = payload << 8 | frame[i];
        }
        if (head + payload > SCRATCH_BYTES) {
            fprintf(stderr, "a frame of %zu bytes: not this benchmark's traffic\n", payload);
            exit(1);
        }
        if (length - used < head + payload) break;
        used += head + payload;
        handle_frame(viewer, frame[0] & 0x80, frame[0] & 0x0F, frame + head, payload);
        if (viewer->stalled && viewer->phase == PHASE_JOINED) break; // it does not read any more
    }
    return used;
}

// Returns the length of the HTTP response; 0 while it is incomplete.
static size_t handle_upgrade(viewer_t *viewer, uint8_t *bytes, size_t length) {
    bytes[length] = 0;
    char *end = strstr((char *)bytes, "\r\n\r\n");
    if (end == NULL) {
        return 0;
    }
    if (strncmp((char *)bytes, "HTTP/1.1 101", 12) != 0) {
        fprintf(stderr, "upgrade refused: %.60s\n", (char *)bytes);
        exit(1);
    }
    viewer->phase = PHASE_JOINING;
    dialect_upgraded(viewer);
    return (size_t)(end + 4 - (char *)bytes);
}

bool viewer_read(viewer_t *viewer, int epoll) {
    size_t length = viewer->rest_bytes;
    memcpy(scratch, viewer->rest, length);
    ssize_t count = recv(viewer->fd, scratch + length, SCRATCH_BYTES - length, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) {
        return true;
    }
    if (viewer->phase == PHASE_SEAT) {
        if (count > 0) {
            keep_rest(viewer, scratch, length + (size_t)count);
            return true;
        }
        // The response with the seat ends the connection; the WebSocket is a second one.
        scratch[length] = 0;
        viewer_close(viewer);
        viewer->phase = PHASE_WAITING;
        return dialect_seat(viewer, (const char *)scratch) && viewer_open(viewer, epoll);
    }
    if (count <= 0) {
        viewer_close(viewer);
        return false;
    }
    length += (size_t)count;
    size_t used = 0;
    if (viewer->phase == PHASE_UPGRADE) {
        used = handle_upgrade(viewer, scratch, length);
    }
    if (viewer->phase == PHASE_JOINING || viewer->phase == PHASE_JOINED) {
        if (!(viewer->stalled && viewer->phase == PHASE_JOINED)) {
            used += handle_frames(viewer, scratch + used, length - used);
        }
    }
    if (viewer->phase == PHASE_CLOSED) {
        return false;
    }
    keep_rest(viewer, scratch + used, length - used);
    if (viewer->stalled && viewer->phase == PHASE_JOINED) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, viewer->fd, NULL);
        viewer_stall(viewer);
    }
    return true;
}
