// The floor of the comparison: the minimum cost of a broadcast over WebSocket on this kernel. One thread, one epoll,
// the frame encoded once, one non-blocking send per viewer and tick. It validates nothing, limits nothing and keeps no
// state per client: it is a reference for the others, not a server.
//
//   PORT=9000 RATE=60 floor
#define _GNU_SOURCE
#include "accept.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { VIEWERS_MAX = 16384, FRAME_MAX = 160, EVENTS_AT_ONCE = 256 };

typedef struct {
    bool open;         // the 101 has been sent
    uint8_t left;      // bytes of a frame that the kernel took in part: a frame must end before the next begins
    char rest[FRAME_MAX];
} viewer_t;

static viewer_t viewers[VIEWERS_MAX]; // by file descriptor
static int highest;
static int epoll;

static int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void close_viewer(int fd) {
    viewers[fd].open = false;
    viewers[fd].left = 0;
    close(fd);
}

static void accept_all(int listener) {
    int fd, one = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        if (fd >= VIEWERS_MAX) {
            close(fd);
            continue;
        }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
        highest = fd > highest ? fd : highest;
    }
}

// The request is expected in a single read: on loopback it always is.
static void answer_upgrade(int fd, char *request) {
    char *key = strcasestr(request, "\r\nSec-WebSocket-Key: ");
    if (key == NULL) {
        close_viewer(fd);
        return;
    }
    key += strlen("\r\nSec-WebSocket-Key: ");
    char accept[ACCEPT_CHARS + 1], response[256];
    websocket_accept(key, strcspn(key, "\r"), accept);
    int length = snprintf(response, sizeof response,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
    if (send(fd, response, (size_t)length, MSG_NOSIGNAL) == length) {
        viewers[fd].open = true;
    } else {
        close_viewer(fd);
    }
}

static void read_viewer(int fd) {
    char bytes[2048];
    ssize_t count = recv(fd, bytes, sizeof bytes - 1, 0);
    if (count == 0 || (count < 0 && errno != EAGAIN)) {
        close_viewer(fd);
    } else if (count > 0 && !viewers[fd].open) {
        bytes[count] = 0;
        answer_upgrade(fd, bytes);
    }
}

static void send_frame(int fd, viewer_t *viewer, const char *frame, int length) {
    if (viewer->left > 0) {
        ssize_t sent = send(fd, viewer->rest, viewer->left, MSG_NOSIGNAL);
        if (sent < viewer->left) {
            if (sent > 0) {
                viewer->left = (uint8_t)(viewer->left - sent);
                memmove(viewer->rest, viewer->rest + sent, viewer->left);
            }
            return; // still full: drop this frame, the next carries the newer state (latest wins)
        }
        viewer->left = 0;
    }
    ssize_t sent = send(fd, frame, (size_t)length, MSG_NOSIGNAL);
    if (sent > 0 && sent < length) {
        viewer->left = (uint8_t)(length - sent);
        memcpy(viewer->rest, frame + sent, viewer->left);
    }
}

static void tick(void) {
    static unsigned number;
    char frame[FRAME_MAX];
    double beat = (number++ * 37 % 1000) / 1000.0; // always three digits, always a different value
    int length = snprintf(frame + 2, sizeof frame - 2,
        "{\"type\":\"delta\",\"expression\":{\"beat\":%.3f},\"t\":%lld}", beat, (long long)now_ns());
    frame[0] = (char)0x81;
    frame[1] = (char)length;
    for (int fd = 0; fd <= highest; fd++) {
        if (viewers[fd].open) {
            send_frame(fd, &viewers[fd], frame, length + 2);
        }
    }
}

static int environment(const char *name, int otherwise) {
    const char *value = getenv(name);
    return value == NULL ? otherwise : atoi(value);
}

int main(void) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)environment("PORT", 9000))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0) {
        perror("listen");
        return 1;
    }
    // An absolute periodic timer: reading it returns the number of elapsed periods, and missed ones are skipped, not
    // made up for.
    long period_ns = 1000000000L / environment("RATE", 60);
    struct itimerspec period = {.it_interval = {period_ns / 1000000000, period_ns % 1000000000}};
    period.it_value = period.it_interval;
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    timerfd_settime(timer, 0, &period, NULL);

    epoll = epoll_create1(EPOLL_CLOEXEC);
    int sources[] = {listener, timer};
    for (int i = 0; i < 2; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = sources[i]};
        epoll_ctl(epoll, EPOLL_CTL_ADD, sources[i], &event);
    }
    struct epoll_event events[EVENTS_AT_ONCE];
    for (;;) {
        int ready = epoll_wait(epoll, events, EVENTS_AT_ONCE, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            uint64_t periods;
            if (fd == listener) {
                accept_all(listener);
            } else if (fd != timer) {
                read_viewer(fd);
            } else if (read(timer, &periods, sizeof periods) == sizeof periods) {
                tick();
            }
        }
    }
}
