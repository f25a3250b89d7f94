// Opens, upgrades, writes to and closes one viewer's socket. Loopback only, by construction.
#define _GNU_SOURCE
#include "viewer.h"
#include <arpa/inet.h>
#include <linux/filter.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

// A stalled viewer uses TCP's default segment. With loopback's own 64 KB segments the kernel would give it a send
// buffer of 2.7 MB, eight minutes of frames, and no server would notice anything during the measurement.
enum { STALLED_SEGMENT_BYTES = 536 };

bool viewer_open(viewer_t *viewer, int epoll) {
    viewer->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (viewer->fd < 0) {
        perror("socket");
        exit(1);
    }
    if (viewer->stalled) {
        int segment = STALLED_SEGMENT_BYTES;
        setsockopt(viewer->fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    }
    int one = 1;
    setsockopt(viewer->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    viewer->attempts++;
    // A blocking connect: on loopback it finishes at once, and a full backlog then slows this loop down instead of
    // failing.
    if (connect(viewer->fd, (struct sockaddr *)&address, sizeof address) != 0) {
        viewer_close(viewer);
        return false;
    }
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = viewer};
    epoll_ctl(epoll, EPOLL_CTL_ADD, viewer->fd, &event);
    if (options.dialect == DIALECT_COLYSEUS && viewer->target[0] == 0) {
        char request[256];
        int length = snprintf(request, sizeof request,
            "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
            "Content-Length: 2\r\nConnection: close\r\n\r\n{}", options.path, options.port);
        viewer->phase = PHASE_SEAT;
        return send(viewer->fd, request, (size_t)length, MSG_NOSIGNAL) == length;
    }
    if (options.dialect != DIALECT_COLYSEUS) {
        snprintf(viewer->target, sizeof viewer->target, "%s", options.path);
    }
    return viewer_upgrade(viewer);
}

bool viewer_upgrade(viewer_t *viewer) {
    char request[512];
    // The sample key of RFC 6455: servers only require a well-formed one.
    int length = snprintf(request, sizeof request,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        viewer->target, options.port);
    viewer->phase = PHASE_UPGRADE;
    return send(viewer->fd, request, (size_t)length, MSG_NOSIGNAL) == length;
}

// From here on the connection is dead: a socket filter that accepts nothing drops every segment before TCP sees it, so
// nothing is read and nothing acknowledged. Merely not reading would not be enough: the kernel answers the server's
// window probes, and each answer lets its send buffer grow.
void viewer_stall(viewer_t *viewer) {
    struct sock_filter nothing = {BPF_RET | BPF_K, 0, 0, 0};
    struct sock_fprog program = {1, &nothing};
    if (setsockopt(viewer->fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) != 0) {
        perror("SO_ATTACH_FILTER");
        exit(1);
    }
}

void viewer_close(viewer_t *viewer) {
    if (viewer->fd >= 0) {
        // A reset instead of a close frame: thousands of sockets in TIME_WAIT would disturb the next run.
        struct linger reset = {.l_onoff = 1, .l_linger = 0};
        setsockopt(viewer->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        close(viewer->fd);
    }
    viewer->fd = -1;
    viewer->phase = PHASE_CLOSED;
    viewer->rest_bytes = 0;
    viewer->part_bytes = 0;
}

// Sends at most 125 bytes with an all-zero mask: the RFC requires a mask, but not a good one, and the masked text stays
// plain.
void viewer_send(viewer_t *viewer, int opcode, const char *bytes, size_t length) {
    uint8_t frame[6 + 125] = {(uint8_t)(0x80 | opcode), (uint8_t)(0x80 | length)};
    memcpy(frame + 6, bytes, length);
    if (send(viewer->fd, frame, 6 + length, MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)(6 + length)) {
        viewer_close(viewer);
    }
}
