// A closed loop: N requests are always under way, each answered one followed by the next.
//
// usage: closed_loop URL SUBJECT WORKLOAD IN_FLIGHT SECONDS TENANT [IDS]    a load of so many seconds
//        closed_loop URL SUBJECT seed IN_FLIGHT COUNT TENANT [IDS]         creates tickets, writes their ids
//
// Prints `rate=... p50=... p95=... p99=... max=... errors=... missing=...`, times in microseconds.

#include "requests.h"
#include <pthread.h>
#include <stdatomic.h>

enum { MAXIMUM_SLOTS = 4096 };

struct slot {
    int64_t sent;
    bool is_waiting;
};

struct lane {
    natsConnection *connection;
    natsSubscription *subscription;
    char prefix[128];
    size_t prefix_size;
    int slot_count;
    struct slot slots[MAXIMUM_SLOTS];
    uint64_t random;
    int64_t *durations;
    size_t count, room;
    long errors;
};

static struct requests requests = {0};
static const char *subject;
static int64_t first_counted, last_counted;
static atomic_long left_to_send;
static FILE *ids;
static pthread_mutex_t ids_lock = PTHREAD_MUTEX_INITIALIZER;

static void send_request(struct lane *lane, int number) {
    char buffer[REQUEST_SIZE], reply[160];
    int size = write_request(buffer, &requests, choose_kind(&requests, &lane->random), &lane->random);
    snprintf(reply, sizeof reply, "%s%d", lane->prefix, number);
    lane->slots[number].sent = monotonic_ns();
    lane->slots[number].is_waiting = true;
    natsConnection_PublishRequest(lane->connection, subject, reply, buffer, size);
}

static void keep_id(natsMsg *reply) {
    char id[ID_SIZE];
    if (!find_id(natsMsg_GetData(reply), natsMsg_GetDataLength(reply), id)) return;
    pthread_mutex_lock(&ids_lock);
    fprintf(ids, "%s\n", id);
    pthread_mutex_unlock(&ids_lock);
}

static void replied(natsConnection *connection, natsSubscription *subscription, natsMsg *reply, void *closure) {
    struct lane *lane = closure;
    int64_t now = monotonic_ns();
    int number = atoi(natsMsg_GetSubject(reply) + lane->prefix_size);
    struct slot *slot = &lane->slots[number];
    (void)connection, (void)subscription;
    slot->is_waiting = false;
    if (!is_success(reply)) lane->errors++;
    if (ids) keep_id(reply);
    natsMsg_Destroy(reply);
    if (now >= first_counted && now < last_counted && lane->count < lane->room)
        lane->durations[lane->count++] = now - slot->sent;
    if (now < last_counted && atomic_fetch_sub(&left_to_send, 1) > 0) send_request(lane, number);
}

static void open_lane(struct lane *lane, const char *url, int slots, uint64_t seed) {
    natsInbox *inbox = NULL;
    char pattern[160];
    lane->connection = open_connection(url, true);
    expect_ok(natsInbox_Create(&inbox), "natsInbox_Create");
    lane->prefix_size = (size_t)snprintf(lane->prefix, sizeof lane->prefix, "%s.", inbox);
    snprintf(pattern, sizeof pattern, "%s.*", inbox);
    natsInbox_Destroy(inbox);
    lane->slot_count = slots;
    lane->random = seed * 0x9E3779B97F4A7C15u + (uint64_t)monotonic_ns();
    lane->room = 4u << 20;
    lane->durations = malloc(lane->room * sizeof *lane->durations);
    expect_ok(
        natsConnection_Subscribe(&lane->subscription, lane->connection, pattern, replied, lane),
        "natsConnection_Subscribe");
    expect_ok(natsConnection_Flush(lane->connection), "natsConnection_Flush");
}

static int waiting(const struct lane *lanes, int count) {
    int total = 0;
    for (int i = 0; i < count; i++)
        for (int j = 0; j < lanes[i].slot_count; j++) total += lanes[i].slots[j].is_waiting;
    return total;
}

int main(int count, char **words) {
    static struct lane lanes[2];
    if (count < 7) return fprintf(stderr, "usage: closed_loop URL SUBJECT WORKLOAD IN_FLIGHT SECONDS TENANT [IDS]\n"), 64;
    bool is_seed = strcmp(words[3], "seed") == 0;
    int in_flight = atoi(words[4]), lane_count = in_flight > 1 ? 2 : 1;
    double amount = atof(words[5]);
    subject = words[2];
    requests.workload = is_seed ? "create" : words[3];
    requests.tenant = words[6];
    if (is_seed && count > 7) ids = fopen(words[7], "w");
    else if (count > 7) read_ids(&requests, words[7]);
    for (int i = 0; i < lane_count; i++) open_lane(&lanes[i], words[1], in_flight / lane_count, (uint64_t)i + 1);
    int64_t start = monotonic_ns();
    first_counted = start + (is_seed ? 0 : 300000000);
    last_counted = is_seed ? INT64_MAX : first_counted + (int64_t)(amount * 1e9);
    atomic_store(&left_to_send, is_seed ? (long)amount - in_flight : 1L << 60);
    for (int i = 0; i < lane_count; i++)
        for (int j = 0; j < lanes[i].slot_count; j++) send_request(&lanes[i], j);
    if (!is_seed) sleep_until(last_counted);
    int64_t deadline = monotonic_ns() + (is_seed ? 120000000000 : 3000000000);
    while (waiting(lanes, lane_count) > 0 && monotonic_ns() < deadline) nats_Sleep(5);
    int missing = waiting(lanes, lane_count);
    double seconds = is_seed ? (double)(monotonic_ns() - start) / 1e9 : amount;
    size_t total = 0;
    int64_t *all = malloc(2 * lanes[0].room * sizeof *all);
    for (int i = 0; i < lane_count; i++) {
        memcpy(all + total, lanes[i].durations, lanes[i].count * sizeof *all);
        total += lanes[i].count;
    }
    printf("rate=%.0f", (double)total / seconds);
    print_percentiles(all, total);
    printf(" errors=%ld missing=%d\n", lanes[0].errors + lanes[1].errors, missing);
    if (ids) fclose(ids);
    return 0;
}
