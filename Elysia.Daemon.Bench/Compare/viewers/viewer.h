// A viewer: its socket, the phase of its handshake, and its counts. One thread owns all of them.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The encoding in which a server wraps the frames. The bytes inside are the same for all but Colyseus, whose state is
// binary.
typedef enum { DIALECT_PLAIN, DIALECT_SOCKETIO, DIALECT_SIGNALR, DIALECT_COLYSEUS } dialect_t;

typedef enum {
    PHASE_WAITING, // not opened yet
    PHASE_SEAT,    // Colyseus only: the HTTP request that reserves a seat in the room
    PHASE_UPGRADE, // waiting for the 101
    PHASE_JOINING, // a WebSocket, but the dialect's own handshake is not finished
    PHASE_JOINED,
    PHASE_CLOSED
} phase_t;

typedef struct {
    int fd;
    phase_t phase;
    bool stalled;       // its connection goes dead once it has joined
    int attempts;
    uint8_t *rest;      // bytes of an incomplete frame
    size_t rest_bytes;
    uint8_t *part;      // fragments of an incomplete message (SignalR sends some under load)
    size_t part_bytes;
    uint64_t frames;    // delivered inside the window
    int64_t last_ns;    // arrival of the newest frame
    int64_t gap_ns;     // maximum time without a frame inside the window
    char target[256];   // request target of the upgrade
} viewer_t;

typedef struct {
    int port;
    const char *path;
    dialect_t dialect;
    int viewers;
    int stalled_percent;
    double warmup_s;
    double measure_s;
} options_t;

extern options_t options;

int64_t now_ns(void);

// connect.c
bool viewer_open(viewer_t *viewer, int epoll);
bool viewer_upgrade(viewer_t *viewer);
void viewer_stall(viewer_t *viewer);
void viewer_close(viewer_t *viewer);
void viewer_send(viewer_t *viewer, int opcode, const char *bytes, size_t length);

// frames.c: reads what the socket has; false when the viewer is finished
bool viewer_read(viewer_t *viewer, int epoll);

// dialect.c
void dialect_upgraded(viewer_t *viewer);
void dialect_message(viewer_t *viewer, int opcode, const uint8_t *bytes, size_t length);
void dialect_keep_alive(viewer_t *viewer);
bool dialect_seat(viewer_t *viewer, const char *response);

// ages.c
void ages_open(int64_t begin_ns, int64_t end_ns);
void ages_add(viewer_t *viewer, int64_t stamp_ns);
void ages_report(const viewer_t *viewers, double cpu_s);
