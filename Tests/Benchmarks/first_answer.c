// How long a service takes from its start to its first answered request.
//
// usage: first_answer URL SUBJECT RUNS PROGRAM [ARGUMENTS]
//
// Prints `p50=... p95=... p99=... max=...`, times in microseconds.

#include "requests.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t start(char **command) {
    pid_t child = fork();
    if (child != 0) return child;
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, 1);
    dup2(nothing, 2);
    execv(command[0], command);
    _exit(127);
}

/// Asks until there is an answer; returns whether there was one within ten seconds.
static bool ask(natsConnection *connection, const char *subject, int64_t begin) {
    static const char request[] = "{\"action\":\"stats\",\"tenant_id\":\"bench\"}";
    while (monotonic_ns() - begin < 10000000000) {
        natsMsg *reply = NULL;
        natsStatus status = natsConnection_RequestString(&reply, connection, subject, request, 1000);
        bool is_answered = status == NATS_OK && is_success(reply);
        natsMsg_Destroy(reply);
        if (is_answered) return true;
        sleep_until(monotonic_ns() + 200000);
    }
    return false;
}

int main(int count, char **words) {
    if (count < 5) return fprintf(stderr, "usage: first_answer URL SUBJECT RUNS PROGRAM [ARGUMENTS]\n"), 64;
    int runs = atoi(words[3]);
    int64_t *durations = calloc((size_t)runs, sizeof *durations);
    natsConnection *connection = open_connection(words[1], true);
    for (int i = 0; i < runs; i++) {
        int64_t begin = monotonic_ns();
        pid_t child = start(words + 4);
        bool is_answered = ask(connection, words[2], begin);
        durations[i] = monotonic_ns() - begin;
        kill(child, SIGTERM);
        waitpid(child, NULL, 0);
        if (!is_answered) return fprintf(stderr, "benchmark: %s gave no answer\n", words[4]), 1;
    }
    printf("runs=%d", runs);
    print_percentiles(durations, (size_t)runs);
    printf("\n");
    return 0;
}
