// The viewers of the comparison: N WebSocket clients on one epoll, one thread, one core.
//
//   viewers --port P --path /ws --dialect plain|socketio|signalr|colyseus
//           --viewers N [--stalled PERCENT] [--warmup S] [--measure S]
//
// Prints "begin" and "end" at the edges of the window, so that the runner can read the server's CPU there, then one
// line of JSON. Frame age = now - "t", both on CLOCK_MONOTONIC, which all processes of one machine share.
#define _GNU_SOURCE
#include "viewer.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS_AT_ONCE = 512, OPENING_AT_ONCE = 64, ATTEMPTS_MAX = 5, JOIN_SECONDS_MAX = 90, KEEP_ALIVE_SECONDS = 10 };

options_t options = {.path = "/", .dialect = DIALECT_PLAIN, .viewers = 100, .warmup_s = 2, .measure_s = 5};

int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
        (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static dialect_t parse_dialect(const char *name) {
    static const char *const names[] = {"plain", "socketio", "signalr", "colyseus"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(name, names[i]) == 0) return (dialect_t)i;
    }
    fprintf(stderr, "unknown dialect: %s\n", name);
    exit(64);
}

static void parse(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *name = argv[i], *value = argv[i + 1];
        if (strcmp(name, "--port") == 0) options.port = atoi(value);
        else if (strcmp(name, "--path") == 0) options.path = value;
        else if (strcmp(name, "--dialect") == 0) options.dialect = parse_dialect(value);
        else if (strcmp(name, "--viewers") == 0) options.viewers = atoi(value);
        else if (strcmp(name, "--stalled") == 0) options.stalled_percent = atoi(value);
        else if (strcmp(name, "--warmup") == 0) options.warmup_s = atof(value);
        else if (strcmp(name, "--measure") == 0) options.measure_s = atof(value);
        else {
            fprintf(stderr, "unknown option: %s\n", name);
            exit(64);
        }
    }
    if (options.port <= 0 || options.viewers <= 0 || options.measure_s <= 0) {
        fprintf(stderr, "--port, --viewers and --measure are required and must be positive\n");
        exit(64);
    }
}

// One iteration of the loop: waits for at most `timeout_ms`, and reads at most EVENTS_AT_ONCE sockets.
static void turn(int epoll, int timeout_ms) {
    struct epoll_event events[EVENTS_AT_ONCE];
    int ready = epoll_wait(epoll, events, EVENTS_AT_ONCE, timeout_ms);
    for (int i = 0; i < ready; i++) {
        viewer_t *viewer = events[i].data.ptr;
        if (viewer->phase != PHASE_CLOSED) {
            viewer_read(viewer, epoll);
        }
    }
}

// Opens all viewers, a few at a time: the comparison is not about a server's behaviour in a connect storm.
static void join(viewer_t *viewers, int epoll) {
    int64_t deadline = now_ns() + JOIN_SECONDS_MAX * 1000000000LL;
    for (int joined = 0; joined < options.viewers;) {
        int opening = 0;
        joined = 0;
        for (int i = 0; i < options.viewers && opening < OPENING_AT_ONCE; i++) {
            viewer_t *viewer = &viewers[i];
            if (viewer->phase == PHASE_JOINED) {
                joined++;
                continue;
            }
            opening++;
            if (viewer->phase != PHASE_WAITING && viewer->phase != PHASE_CLOSED) {
                continue;
            }
            if (viewer->attempts == ATTEMPTS_MAX || (!viewer_open(viewer, epoll) && now_ns() > deadline)) {
                fprintf(stderr, "viewer %d cannot join: %s\n", i, strerror(errno));
                exit(1);
            }
        }
        if (now_ns() > deadline) {
            fprintf(stderr, "only %d viewers joined within %d s\n", joined, JOIN_SECONDS_MAX);
            exit(1);
        }
        turn(epoll, 5);
    }
}

static void run_until(viewer_t *viewers, int epoll, int64_t end_ns) {
    static int64_t keep_alive_ns;
    for (int64_t now = now_ns(); now < end_ns; now = now_ns()) {
        if (now > keep_alive_ns) {
            for (int i = 0; i < options.viewers && keep_alive_ns != 0; i++) {
                if (viewers[i].phase == PHASE_JOINED && !viewers[i].stalled) {
                    dialect_keep_alive(&viewers[i]);
                }
            }
            keep_alive_ns = now + KEEP_ALIVE_SECONDS * 1000000000LL;
        }
        turn(epoll, (int)((end_ns - now) / 1000000) + 1);
    }
}

int main(int argc, char **argv) {
    parse(argc, argv);
    setvbuf(stdout, NULL, _IOLBF, 0);
    viewer_t *viewers = calloc((size_t)options.viewers, sizeof *viewers);
    for (int i = 0; i < options.viewers; i++) {
        viewers[i].fd = -1;
        viewers[i].stalled = i * options.stalled_percent % 100 < options.stalled_percent; // spread evenly
    }
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    join(viewers, epoll);
    printf("joined\n");
    run_until(viewers, epoll, now_ns() + (int64_t)(options.warmup_s * 1e9));

    int64_t begin = now_ns(), end = begin + (int64_t)(options.measure_s * 1e9);
    double cpu = cpu_seconds();
    ages_open(begin, end);
    printf("begin\n");
    run_until(viewers, epoll, end);
    printf("end\n");
    ages_report(viewers, cpu_seconds() - cpu);
    for (int i = 0; i < options.viewers; i++) {
        viewer_close(&viewers[i]);
    }
    return 0;
}
