// The practical limit: a service without a service. Answers each request with the same bytes, in mode
// `ack` after JetStream has acknowledged a record, with an event published beside it.
//
// usage: responder URL SUBJECT fixed|ack BYTES

#include "benchmark.h"
#include <pthread.h>
#include <signal.h>

enum { WINDOW = 65536, SUBJECT_SIZE = 128 };

struct responder {
    natsConnection *connection;
    char *payload;
    int size;
    char inbox[SUBJECT_SIZE];
    /// Where the replies of requests under way go, by the number of their record.
    char (*waiting)[SUBJECT_SIZE];
    uint64_t count;
};

static void answer(natsConnection *connection, natsSubscription *subscription, natsMsg *request, void *closure) {
    struct responder *responder = closure;
    (void)subscription;
    natsConnection_Publish(connection, natsMsg_GetReply(request), responder->payload, responder->size);
    natsMsg_Destroy(request);
}

static void publish(
    struct responder *responder, const char *subject, const char *reply, const char *const headers[][2]) {
    natsMsg *message = NULL;
    expect_ok(
        natsMsg_Create(&message, subject, reply, responder->payload, responder->size), "natsMsg_Create");
    for (; (*headers)[0]; headers++) natsMsgHeader_Add(message, (*headers)[0], (*headers)[1]);
    natsConnection_PublishMsg(responder->connection, message);
    natsMsg_Destroy(message);
}

static void store(natsConnection *connection, natsSubscription *subscription, natsMsg *request, void *closure) {
    struct responder *responder = closure;
    char subject[SUBJECT_SIZE], reply[2 * SUBJECT_SIZE], number[32];
    uint64_t index = responder->count++;
    (void)connection, (void)subscription;
    snprintf(responder->waiting[index % WINDOW], SUBJECT_SIZE, "%s", natsMsg_GetReply(request));
    snprintf(number, sizeof number, "%016llx", (unsigned long long)index);
    snprintf(subject, sizeof subject, "$KV.BENCH_TICKETS.t.bench.01990000-0000-7000-%s.1", number);
    snprintf(reply, sizeof reply, "%s.r.%llu", responder->inbox, (unsigned long long)index);
    const char *const record[][2] = {{"Nats-Expected-Last-Subject-Sequence", "0"}, {NULL, NULL}};
    publish(responder, subject, reply, record);
    snprintf(reply, sizeof reply, "%s.e", responder->inbox);
    const char *const event[][2] = {
        {"Nats-Msg-Id", number}, {"Tenant-ID", "bench"}, {"Ticket-ID", "01990000-0000-7000-8000-000000000000"},
        {"Event-Type", "ticket.create"}, {"Schema", "ticket.create@v1"}, {"Content-Type", "application/json"},
        {NULL, NULL}};
    publish(responder, "bench.ticket.create", reply, event);
    natsMsg_Destroy(request);
}

static void acknowledged(
    natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *closure) {
    struct responder *responder = closure;
    const char *tail = natsMsg_GetSubject(message) + strlen(responder->inbox) + 1;
    (void)subscription;
    if (tail[0] == 'r') {
        uint64_t index = strtoull(tail + 2, NULL, 10);
        bool is_kept = memmem(natsMsg_GetData(message), (size_t)natsMsg_GetDataLength(message), "\"error\"", 7) == NULL;
        if (is_kept)
            natsConnection_Publish(
                connection, responder->waiting[index % WINDOW], responder->payload, responder->size);
    }
    natsMsg_Destroy(message);
}

static void make_stream(jsCtx *stream, const char *name, const char *subject, int64_t history) {
    jsStreamConfig config;
    const char *subjects[] = {subject};
    jsErrCode error = 0;
    jsStreamConfig_Init(&config);
    config.Name = name;
    config.Subjects = subjects;
    config.SubjectsLen = 1;
    config.MaxMsgsPerSubject = history;
    config.Duplicates = 600LL * 1000000000;
    expect_ok(js_AddStream(NULL, stream, &config, NULL, &error), "js_AddStream");
}

int main(int count, char **words) {
    struct responder responder = {0};
    natsSubscription *subscription = NULL, *acknowledgements = NULL;
    natsInbox *inbox = NULL;
    jsCtx *stream = NULL;
    sigset_t signals;
    int number;
    if (count != 5) return fprintf(stderr, "usage: responder URL SUBJECT fixed|ack BYTES\n"), 64;
    bool stores = strcmp(words[3], "ack") == 0;
    responder.size = atoi(words[4]);
    responder.payload = malloc((size_t)responder.size + 64);
    memset(responder.payload, 'x', (size_t)responder.size + 1);
    memcpy(responder.payload, "{\"success\":true,\"data\":\"", 24);
    memcpy(responder.payload + responder.size - 2, "\"}", 2);
    // Before libnats starts its threads, so that none of them takes the signal.
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    responder.connection = open_connection(words[1], true);
    if (stores) {
        responder.waiting = calloc(WINDOW, SUBJECT_SIZE);
        expect_ok(natsInbox_Create(&inbox), "natsInbox_Create");
        snprintf(responder.inbox, sizeof responder.inbox, "%s", inbox);
        char pattern[SUBJECT_SIZE + 2];
        snprintf(pattern, sizeof pattern, "%s.>", inbox);
        expect_ok(natsConnection_JetStream(&stream, responder.connection, NULL), "natsConnection_JetStream");
        make_stream(stream, "KV_BENCH_TICKETS", "$KV.BENCH_TICKETS.>", 1);
        make_stream(stream, "BENCH_EVENTS", "bench.ticket.*", -1);
        expect_ok(
            natsConnection_Subscribe(&acknowledgements, responder.connection, pattern, acknowledged, &responder),
            "natsConnection_Subscribe");
    }
    expect_ok(
        natsConnection_QueueSubscribe(
            &subscription, responder.connection, words[2], "bench", stores ? store : answer, &responder),
        "natsConnection_QueueSubscribe");
    sigwait(&signals, &number);
    return 0;
}
