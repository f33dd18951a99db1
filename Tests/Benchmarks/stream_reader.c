// A bare ordered consumer, and the messages it reads.
//
// usage: stream_reader URL fill COUNT          makes the stream BENCH_REPLAY of 500-byte messages
//        stream_reader URL publish RATE SECONDS    publishes messages that carry the time
//        stream_reader URL replay COUNT        reads them all; prints `rate=...`
//        stream_reader URL events COUNT        fills TICKET_EVENTS, which is there, with events of one ticket
//        stream_reader URL flood RATE SECONDS  does that at a rate; prints `rate=... errors=...`
//        stream_reader URL replay-events COUNT reads these
//        stream_reader URL follow COUNT        reads new ones; prints their lag in microseconds

#include "benchmark.h"
#include <stdatomic.h>
#include <sys/prctl.h>

enum { SIZE = 500 };

static atomic_long seen;
static long wanted;
static int64_t *lags;
static bool reads_time;

static void received(natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure) {
    (void)connection, (void)subscription, (void)closure;
    long index = atomic_load(&seen);
    if (reads_time && index < wanted) lags[index] = wall_ns() - strtoll(natsMsg_GetData(message), NULL, 10);
    natsMsg_Destroy(message);
    atomic_store(&seen, index + 1);
}

static jsCtx *open_stream(const char *url) {
    jsCtx *stream = NULL;
    expect_ok(natsConnection_JetStream(&stream, open_connection(url, true), NULL), "natsConnection_JetStream");
    return stream;
}

static int fill(const char *url, long count) {
    jsCtx *stream = open_stream(url);
    jsStreamConfig config;
    const char *subjects[] = {"bench.replay"};
    char payload[SIZE];
    jsErrCode error = 0;
    memset(payload, 'x', sizeof payload);
    jsStreamConfig_Init(&config);
    config.Name = "BENCH_REPLAY";
    config.Subjects = subjects;
    config.SubjectsLen = 1;
    expect_ok(js_AddStream(NULL, stream, &config, NULL, &error), "js_AddStream");
    for (long i = 0; i < count; i++)
        expect_ok(js_PublishAsync(stream, "bench.replay", payload, SIZE, NULL), "js_PublishAsync");
    expect_ok(js_PublishAsyncComplete(stream, NULL), "js_PublishAsyncComplete");
    return 0;
}

static int publish(const char *url, double rate, double seconds) {
    natsConnection *connection = open_connection(url, true);
    char payload[SIZE];
    memset(payload, 'x', sizeof payload);
    prctl(PR_SET_TIMERSLACK, 1000UL);
    int64_t start = monotonic_ns();
    for (long i = 0; i < (long)(rate * seconds); i++) {
        sleep_until(start + (int64_t)((double)i * 1e9 / rate));
        int length = snprintf(payload, sizeof payload, "%lld", (long long)wall_ns());
        payload[length] = ' ';
        expect_ok(natsConnection_Publish(connection, "bench.replay", payload, SIZE), "natsConnection_Publish");
    }
    return natsConnection_Flush(connection) != NATS_OK;
}

// An event as the service publishes it, and with its headers.
static natsMsg *make_event(long number) {
    char payload[1024], ticket[40];
    natsMsg *message = NULL;
    snprintf(ticket, sizeof ticket, "01980000-0000-7000-8000-%012ld", number % 1000);
    int length = snprintf(
        payload, sizeof payload,
        "{\"meta\":{\"event_id\":\"acme.%s.%ld\",\"tenant\":\"acme\",\"occurred_at\":\"2026-11-20T23:43:11.123Z\","
        "\"schema\":\"ticket.update@v1\",\"revision\":%ld,\"actor\":\"lee\",\"changes\":{\"status\":{\"from\":\"open\","
        "\"to\":\"in_progress\"}}},\"data\":{\"id\":\"%s\",\"title\":\"Printer on the third floor is on fire\","
        "\"description\":\"It does not stop. The extinguisher is empty, too.\",\"priority\":\"high\","
        "\"status\":\"in_progress\",\"created_at\":\"2026-11-20T23:43:11.123Z\","
        "\"updated_at\":\"2026-11-20T23:43:11.123Z\",\"tenant_id\":\"acme\",\"created_by\":\"maria\","
        "\"assignee\":\"lee\",\"revision\":%ld}}",
        ticket, number, number + 1, ticket, number + 1);
    expect_ok(natsMsg_Create(&message, "ticket.update", NULL, payload, length), "natsMsg_Create");
    natsMsgHeader_Set(message, "Tenant-ID", "acme");
    natsMsgHeader_Set(message, "Ticket-ID", ticket);
    natsMsgHeader_Set(message, "Event-Type", "ticket.update");
    natsMsgHeader_Set(message, "Schema", "ticket.update@v1");
    natsMsgHeader_Set(message, "Content-Type", "application/json");
    return message;
}

// With a rate of 0 as fast as they are taken.
static int publish_events(const char *url, long count, double rate) {
    jsCtx *stream = open_stream(url);
    natsMsgList failed = {0};
    long errors = 0;
    prctl(PR_SET_TIMERSLACK, 1000UL);
    int64_t start = monotonic_ns();
    for (long i = 0; i < count; i++) {
        natsMsg *message = make_event(i);
        // Twenty together: each waking costs more than a message.
        if (rate > 0 && i % 20 == 0) sleep_until(start + (int64_t)((double)i * 1e9 / rate));
        if (js_PublishMsgAsync(stream, &message, NULL) != NATS_OK) errors++;
        natsMsg_Destroy(message);
    }
    expect_ok(js_PublishAsyncComplete(stream, NULL), "js_PublishAsyncComplete");
    double seconds = (double)(monotonic_ns() - start) / 1e9;
    if (js_PublishAsyncGetPendingList(&failed, stream) == NATS_OK) errors += failed.Count;
    natsMsgList_Destroy(&failed);
    printf("rate=%.0f errors=%ld missing=0\n", (double)count / seconds, errors);
    return errors != 0;
}

static int read_stream(const char *url, const char *name, const char *subject, bool follows, long count) {
    natsSubscription *subscription = NULL;
    jsSubOptions options;
    jsErrCode error = 0;
    wanted = count;
    reads_time = follows;
    lags = calloc((size_t)count, sizeof *lags);
    jsSubOptions_Init(&options);
    options.Ordered = true;
    options.Stream = name;
    options.Config.DeliverPolicy = follows ? js_DeliverNew : js_DeliverAll;
    jsCtx *stream = open_stream(url);
    int64_t start = monotonic_ns();
    expect_ok(
        js_Subscribe(&subscription, stream, subject, received, NULL, NULL, &options, &error), "js_Subscribe");
    natsSubscription_SetPendingLimits(subscription, -1, -1);
    while (atomic_load(&seen) < count && monotonic_ns() - start < 30000000000) nats_Sleep(1);
    double seconds = (double)(monotonic_ns() - start) / 1e9;
    long total = atomic_load(&seen);
    printf("rate=%.0f", (double)total / seconds);
    if (follows) print_percentiles(lags, (size_t)(total < count ? total : count));
    printf(" missing=%ld\n", total < count ? count - total : 0);
    return 0;
}

int main(int count, char **words) {
    if (count >= 4 && strcmp(words[2], "fill") == 0) return fill(words[1], atol(words[3]));
    if (count >= 5 && strcmp(words[2], "publish") == 0) return publish(words[1], atof(words[3]), atof(words[4]));
    if (count >= 4 && strcmp(words[2], "replay") == 0)
        return read_stream(words[1], "BENCH_REPLAY", "bench.replay", false, atol(words[3]));
    if (count >= 4 && strcmp(words[2], "follow") == 0)
        return read_stream(words[1], "BENCH_REPLAY", "bench.replay", true, atol(words[3]));
    if (count >= 4 && strcmp(words[2], "replay-events") == 0)
        return read_stream(words[1], "TICKET_EVENTS", "ticket.update", false, atol(words[3]));
    if (count >= 4 && strcmp(words[2], "events") == 0) return publish_events(words[1], atol(words[3]), 0);
    if (count >= 5 && strcmp(words[2], "flood") == 0)
        return publish_events(words[1], (long)(atof(words[3]) * atof(words[4])), atof(words[3]));
    return fprintf(stderr, "usage: stream_reader URL fill|publish|replay|follow|events|flood|replay-events COUNT\n"), 64;
}
