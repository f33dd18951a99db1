// The requests of a load, in the JSON of the contract.
#pragma once

#include "benchmark.h"

enum kind { GET, LIST, CREATE, UPDATE };
enum { ID_SIZE = 37, REQUEST_SIZE = 1024 };

struct requests {
    const char *workload;
    const char *tenant;
    /// Tickets that the service has, for get and update; empty for a responder that does not look.
    char (*ids)[ID_SIZE];
    size_t id_count;
};

/// Reads the ids of tickets, one a line.
static inline void read_ids(struct requests *requests, const char *path) {
    FILE *file = fopen(path, "r");
    size_t room = 1024;
    char line[128];
    if (!file) { perror(path); exit(1); }
    requests->ids = malloc(room * sizeof *requests->ids);
    while (fgets(line, sizeof line, file)) {
        if (requests->id_count == room) requests->ids = realloc(requests->ids, (room *= 2) * sizeof *requests->ids);
        line[strcspn(line, "\n")] = 0;
        snprintf(requests->ids[requests->id_count++], ID_SIZE, "%.36s", line);
    }
    fclose(file);
}

/// What the next request of a workload asks for; mixed: 70 % get, 15 % list, 10 % update, 5 % create.
static inline enum kind choose_kind(const struct requests *requests, uint64_t *random) {
    switch (requests->workload[0]) {
    case 'g': return GET;
    case 'l': return LIST;
    case 'c': return CREATE;
    case 'u': return UPDATE;
    default: break;
    }
    uint64_t percent = next_random(random) % 100;
    return percent < 70 ? GET : percent < 85 ? LIST : percent < 95 ? UPDATE : CREATE;
}

/// Writes a request; returns its size.
static inline int write_request(
    char *buffer, const struct requests *requests, enum kind kind, uint64_t *random) {
    static const char *const words[] = {"printer", "monitor", "network", "keyboard", "backup", "licence", "door", "phone"};
    static const char *const priorities[] = {"low", "medium", "high", "critical"};
    uint64_t number = next_random(random);
    const char *id = requests->id_count > 0
        ? requests->ids[(number >> 20) % requests->id_count] : "00000000-0000-7000-8000-000000000000";
    const char *first = words[number & 7], *second = words[number >> 3 & 7];
    const char *form;
    switch (kind) {
    case GET:
        form = "{\"action\":\"get\",\"tenant_id\":\"%s\",\"data\":{\"id\":\"%s\"}}";
        return snprintf(buffer, REQUEST_SIZE, form, requests->tenant, id);
    case LIST:
        form = "{\"action\":\"list\",\"tenant_id\":\"%s\",\"data\":{\"limit\":20}}";
        return snprintf(buffer, REQUEST_SIZE, form, requests->tenant);
    case UPDATE:
        form = "{\"action\":\"update\",\"tenant_id\":\"%s\",\"data\":{\"id\":\"%s\",\"assignee\":\"lee-%06u\"}}";
        return snprintf(buffer, REQUEST_SIZE, form, requests->tenant, id, (unsigned)(number >> 6 & 0xFFFFF));
    default:
        form = "{\"action\":\"create\",\"tenant_id\":\"%s\",\"data\":{\"title\":\"The %s beside the %s has stopped\","
               "\"description\":\"Since this morning the %s on floor %u does nothing when the %s is used. It was switched off "
               "and on twice, the cable is in its place, and the lamp at the front blinks red three times.\","
               "\"priority\":\"%s\",\"created_by\":\"maria\",\"assignee\":\"lee\"}}";
        return snprintf(
            buffer, REQUEST_SIZE, form, requests->tenant, first, second, first, (unsigned)(number >> 8 & 31),
            second, priorities[number >> 6 & 3]);
    }
}

/// Whether a reply says that the request was done.
static inline bool is_success(natsMsg *reply) {
    static const char start[] = "{\"success\":true";
    return natsMsg_GetDataLength(reply) >= (int)sizeof start - 1
        && memcmp(natsMsg_GetData(reply), start, sizeof start - 1) == 0;
}

/// Finds the ticket's id in a reply or an event; returns whether there was one.
static inline bool find_id(const char *text, int size, char *id) {
    static const char key[] = "\"id\":\"";
    const char *found = memmem(text, (size_t)size, key, sizeof key - 1);
    if (!found || found + sizeof key - 1 + 36 > text + size) return false;
    snprintf(id, ID_SIZE, "%.36s", found + sizeof key - 1);
    return true;
}

/// Finds the first revision in a reply or an event; 0 when there is none.
static inline long find_revision(const char *text, int size) {
    static const char key[] = "\"revision\":";
    const char *found = memmem(text, (size_t)size, key, sizeof key - 1);
    return found ? strtol(found + sizeof key - 1, NULL, 10) : 0;
}
