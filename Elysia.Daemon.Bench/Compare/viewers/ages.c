// Frame ages inside the measuring window: all are kept, so the percentiles are exact.
#include "viewer.h"
#include <stdio.h>
#include <stdlib.h>

static uint32_t *ages_us; // 4 bytes each: 3,000 viewers at 60 frames/s for 10 s are 7 MB
static size_t count, capacity;
static int64_t window_begin, window_end;

void ages_open(int64_t begin_ns, int64_t end_ns) {
    window_begin = begin_ns;
    window_end = end_ns;
}

void ages_add(viewer_t *viewer, int64_t stamp_ns) {
    int64_t now = now_ns();
    if (window_begin == 0 || now < window_begin || now >= window_end) {
        return;
    }
    int64_t gap = now - (viewer->last_ns > window_begin ? viewer->last_ns : window_begin);
    if (gap > viewer->gap_ns) {
        viewer->gap_ns = gap;
    }
    viewer->last_ns = now;
    viewer->frames++;
    if (count == capacity) {
        capacity = capacity == 0 ? 1 << 20 : capacity * 2;
        ages_us = realloc(ages_us, capacity * sizeof *ages_us);
    }
    int64_t age_us = (now - stamp_ns) / 1000;
    ages_us[count++] = age_us < 0 ? 0 : age_us > UINT32_MAX ? UINT32_MAX : (uint32_t)age_us;
}

static int compare(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void print_age(const char *name, double percentile) {
    if (count == 0) {
        printf("\"%s\":null,", name); // nothing arrived: an age of zero would be false
        return;
    }
    size_t index = (size_t)(percentile / 100 * (double)(count - 1));
    printf("\"%s\":%.3f,", name, ages_us[index] / 1000.0);
}

void ages_report(const viewer_t *viewers, double cpu_s) {
    int healthy = 0, stalled = 0, healthy_lost = 0;
    int64_t gap_ns = 0;
    double window_s = (double)(window_end - window_begin) / 1e9, fps_min = 1e9;
    for (int i = 0; i < options.viewers; i++) {
        const viewer_t *viewer = &viewers[i];
        if (viewer->stalled) {
            stalled++;
            continue;
        }
        healthy++;
        healthy_lost += viewer->phase != PHASE_JOINED;
        int64_t last = viewer->last_ns > window_begin ? viewer->last_ns : window_begin;
        int64_t gap = window_end - last > viewer->gap_ns ? window_end - last : viewer->gap_ns;
        gap_ns = gap > gap_ns ? gap : gap_ns;
        double fps = (double)viewer->frames / window_s;
        fps_min = fps < fps_min ? fps : fps_min;
    }
    qsort(ages_us, count, sizeof *ages_us, compare);
    printf("{\"delivered\":%zu,\"seconds\":%.3f,\"healthy\":%d,\"healthyLost\":%d,\"stalled\":%d,",
        count, window_s, healthy, healthy_lost, stalled);
    printf("\"fps\":%.2f,\"fpsMin\":%.2f,\"gapMaxMs\":%.3f,", healthy == 0 ? 0 : (double)count / window_s / healthy,
        healthy == 0 ? 0 : fps_min, (double)gap_ns / 1e6);
    print_age("ageP50Ms", 50);
    print_age("ageP99Ms", 99);
    print_age("ageP999Ms", 99.9);
    print_age("ageMaxMs", 100);
    printf("\"viewerCpuSeconds\":%.3f}\n", cpu_s);
    fflush(stdout);
}
