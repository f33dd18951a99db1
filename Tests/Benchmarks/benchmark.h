// What the programs of the benchmark share: clocks, random numbers, percentiles, connections.
#pragma once

#include <nats/nats.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// A time that only goes forward, in nanoseconds.
static inline int64_t monotonic_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/// The time of day, in nanoseconds; the servers on this machine stamp messages with it.
static inline int64_t wall_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/// Sleeps until a monotonic time.
static inline void sleep_until(int64_t moment) {
    struct timespec time = {moment / 1000000000, moment % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) != 0) {}
}

/// The next number of a sequence that looks random (xorshift).
static inline uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/// Ends the program unless a call of libnats was done.
static inline void expect_ok(natsStatus status, const char *call) {
    if (status == NATS_OK) return;
    fprintf(stderr, "benchmark: %s: %s\n", call, natsStatus_GetText(status));
    exit(1);
}

static inline void ignore_error(
    natsConnection *connection, natsSubscription *subscription, natsStatus error, void *closure) {
    (void)connection, (void)subscription, (void)error, (void)closure;
}

/// A connection whose messages leave at once, or in bundles.
static inline natsConnection *open_connection(const char *url, bool sends_at_once) {
    natsOptions *options = NULL;
    natsConnection *connection = NULL;
    expect_ok(natsOptions_Create(&options), "natsOptions_Create");
    expect_ok(natsOptions_SetURL(options, url), "natsOptions_SetURL");
    expect_ok(natsOptions_SetSendAsap(options, sends_at_once), "natsOptions_SetSendAsap");
    expect_ok(natsOptions_SetErrorHandler(options, ignore_error, NULL), "natsOptions_SetErrorHandler");
    expect_ok(natsConnection_Connect(&connection, options), "natsConnection_Connect");
    natsOptions_Destroy(options);
    return connection;
}

static inline int compare_durations(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

/// Prints percentiles of durations in microseconds as `p50=... p95=... p99=... max=...`; sorts them.
static inline void print_percentiles(int64_t *durations, size_t count) {
    const double shares[] = {0.5, 0.95, 0.99, 1};
    const char *names[] = {"p50", "p95", "p99", "max"};
    qsort(durations, count, sizeof *durations, compare_durations);
    for (int i = 0; i < 4; i++) {
        size_t index = count == 0 ? 0 : (size_t)(shares[i] * (double)(count - 1) + 0.5);
        printf(" %s=%.1f", names[i], count == 0 ? 0.0 : (double)durations[index] / 1000);
    }
}
