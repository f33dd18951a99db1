// An open loop: requests leave at a fixed rate whatever the answers do; latency counts from the moment
// at which a request was due. With `events` it also measures how long after the reply to a write its
// event is in the stream, by the server's own time stamp.
//
// usage: open_loop URL SUBJECT WORKLOAD RATE SECONDS TENANT IDS [events]
//
// Prints `rate=... p50=... p95=... p99=... max=... errors=... missing=...` and, of the events,
// `event_p50=...` and so on; times in microseconds.

#include "requests.h"
#include <pthread.h>
#include <sys/prctl.h>

struct request {
    enum kind kind;
    int64_t due, duration;
    bool is_answered;
};

/// One revision of a ticket, and when it was seen.
struct sighting {
    char id[ID_SIZE];
    long revision;
    int64_t time;
};

struct sightings {
    struct sighting *all;
    size_t count, room;
};

static struct request *sent;
static size_t sent_count, prefix_size;
static long errors;
static struct sightings replies, events;

static void add(struct sightings *list, const char *text, int size, int64_t time) {
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 4096;
        list->all = realloc(list->all, list->room * sizeof *list->all);
    }
    struct sighting *sighting = &list->all[list->count];
    if (!find_id(text, size, sighting->id)) return;
    sighting->revision = find_revision(text, size);
    sighting->time = time;
    list->count++;
}

static void replied(natsConnection *connection, natsSubscription *subscription, natsMsg *reply, void *closure) {
    int64_t now = monotonic_ns(), wall = wall_ns();
    size_t index = (size_t)atol(natsMsg_GetSubject(reply) + prefix_size);
    (void)connection, (void)subscription, (void)closure;
    if (index < sent_count && !sent[index].is_answered) {
        sent[index].is_answered = true;
        sent[index].duration = now - sent[index].due;
        if (!is_success(reply)) errors++;
        else if (sent[index].kind >= CREATE)
            add(&replies, natsMsg_GetData(reply), natsMsg_GetDataLength(reply), wall);
    }
    natsMsg_Destroy(reply);
}

static void stored(natsConnection *connection, natsSubscription *subscription, natsMsg *event, void *closure) {
    jsMsgMetaData *data = NULL;
    (void)connection, (void)subscription, (void)closure;
    if (natsMsg_GetMetaData(&data, event) == NATS_OK)
        add(&events, natsMsg_GetData(event), natsMsg_GetDataLength(event), data->Timestamp);
    jsMsgMetaData_Destroy(data);
    natsMsg_Destroy(event);
}

static int compare_sightings(const void *left, const void *right) {
    const struct sighting *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    return order ? order : a->revision < b->revision ? -1 : a->revision > b->revision;
}

static void print_events(void) {
    int64_t *delays = malloc((replies.count + 1) * sizeof *delays);
    size_t found = 0;
    qsort(events.all, events.count, sizeof *events.all, compare_sightings);
    for (size_t i = 0; i < replies.count; i++) {
        struct sighting *event = events.count == 0 ? NULL
            : bsearch(&replies.all[i], events.all, events.count, sizeof *events.all, compare_sightings);
        if (event) delays[found++] = event->time - replies.all[i].time;
    }
    printf(" writes=%zu events_missing=%zu events:", replies.count, replies.count - found);
    print_percentiles(delays, found);
}

static natsSubscription *follow_events(const char *url) {
    natsSubscription *subscription = NULL;
    jsCtx *stream = NULL;
    jsSubOptions options;
    jsErrCode error = 0;
    jsSubOptions_Init(&options);
    options.Ordered = true;
    options.Stream = "TICKET_EVENTS";
    options.Config.DeliverPolicy = js_DeliverNew;
    natsConnection *connection = open_connection(url, true);
    expect_ok(natsConnection_JetStream(&stream, connection, NULL), "natsConnection_JetStream");
    expect_ok(js_Subscribe(&subscription, stream, "ticket.*", stored, NULL, NULL, &options, &error), "js_Subscribe");
    return subscription;
}

static natsConnection *open_lane(const char *url, const char *prefix) {
    natsConnection *connection = open_connection(url, true);
    natsSubscription *subscription = NULL;
    char pattern[160];
    // Both lanes know all requests: a reply comes back on the connection that asked.
    snprintf(pattern, sizeof pattern, "%s*", prefix);
    expect_ok(natsConnection_Subscribe(&subscription, connection, pattern, replied, NULL), "natsConnection_Subscribe");
    expect_ok(natsConnection_Flush(connection), "natsConnection_Flush");
    return connection;
}

int main(int count, char **words) {
    struct requests requests = {0};
    char prefix[128], buffer[REQUEST_SIZE], reply[160];
    natsInbox *inbox = NULL;
    // Never twice the same updates, as those would change nothing.
    uint64_t random = (uint64_t)wall_ns() | 1;
    if (count < 8) return fprintf(stderr, "usage: open_loop URL SUBJECT WORKLOAD RATE SECONDS TENANT IDS [events]\n"), 64;
    requests.workload = words[3];
    requests.tenant = words[6];
    read_ids(&requests, words[7]);
    double rate = atof(words[4]);
    sent_count = (size_t)(rate * atof(words[5]));
    sent = calloc(sent_count, sizeof *sent);
    expect_ok(natsInbox_Create(&inbox), "natsInbox_Create");
    prefix_size = (size_t)snprintf(prefix, sizeof prefix, "%s.", inbox);
    natsConnection *connection = open_lane(words[1], prefix);
    bool follows = count > 8 && strcmp(words[8], "events") == 0;
    if (follows) follow_events(words[1]);
    prctl(PR_SET_TIMERSLACK, 1000UL);
    int64_t start = monotonic_ns() + 100000000;
    for (size_t i = 0; i < sent_count; i++) {
        sent[i].kind = choose_kind(&requests, &random);
        int size = write_request(buffer, &requests, sent[i].kind, &random);
        snprintf(reply, sizeof reply, "%s%zu", prefix, i);
        sent[i].due = start + (int64_t)((double)i * 1e9 / rate);
        sleep_until(sent[i].due);
        natsConnection_PublishRequest(connection, words[2], reply, buffer, size);
    }
    double seconds = (double)(monotonic_ns() - start) / 1e9;
    // Answers and events that come within two seconds count.
    nats_Sleep(follows ? 2000 : 500);
    int64_t *durations = malloc((sent_count + 1) * sizeof *durations);
    size_t answered = 0;
    for (size_t i = 0; i < sent_count; i++)
        if (sent[i].is_answered) durations[answered++] = sent[i].duration;
    printf("rate=%.0f", (double)sent_count / seconds);
    print_percentiles(durations, answered);
    printf(" errors=%ld missing=%zu", errors, sent_count - answered);
    if (follows) print_events();
    printf("\n");
    return 0;
}
