// Signals: which ones wake the program, and how the terminal is restored when it dies of one.
//
// The state is a static variable of a static function: Swift compiles a copy of it into each object file
// that calls it, so only one Swift file (Rescue.swift) may call the functions of this header.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct td_rescue {
    volatile sig_atomic_t armed;
    pid_t owner;
    /// Where the numbers of signals are written to; -1: nowhere.
    int wake;
    /// The standard error of before the screen was opened; -1: it is in place.
    int error_output;
    struct termios modes;
    size_t length;
    char sequence[512];
    struct sigaction before[32];
    volatile sig_atomic_t seen[32];
};

static inline struct td_rescue *td_rescue_state(void) {
    static struct td_rescue state = {.wake = -1, .error_output = -1};
    return &state;
}

/// Restores the terminal. Async-signal-safe; does nothing the second time and in a forked child.
static inline void td_rescue_restore(void) {
    struct td_rescue *state = td_rescue_state();
    if (!state->armed || state->owner != getpid()) return;
    state->armed = 0;
    // A background process would be stopped when it sets the modes.
    signal(SIGTTOU, SIG_IGN);
    size_t written = 0;
    while (written < state->length) {
        ssize_t count = write(STDOUT_FILENO, state->sequence + written, state->length - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        written += (size_t)count;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &state->modes);
    if (state->error_output >= 0) dup2(state->error_output, STDERR_FILENO);
}

/// Signals that end the program at once: restore, then as it was before us.
static inline void td_rescue_crash(int number) {
    td_rescue_restore();
    sigaction(number, &td_rescue_state()->before[number], NULL);
    raise(number);
}

/// Signals that are told to the program; one that ends it takes effect when it comes a second time.
static inline void td_rescue_notice(int number) {
    struct td_rescue *state = td_rescue_state();
    int saved = errno;
    bool ends = number == SIGTERM || number == SIGHUP || number == SIGINT;
    if (ends && state->seen[number]) {
        td_rescue_restore();
        signal(number, SIG_DFL);
        raise(number);
    } else {
        unsigned char byte = (unsigned char)number;
        state->seen[number] = 1;
        if (write(state->wake, &byte, 1) < 0) { /* a full pipe wakes the reader as well */ }
    }
    errno = saved;
}

static inline void td_rescue_catch(int number, void (*handler)(int), bool remember) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    sigaction(number, &action, remember ? &td_rescue_state()->before[number] : NULL);
}

static const int td_crash_signals[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
static const int td_notice_signals[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGCONT, SIGTSTP};
#define TD_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/// Remembers the terminal's modes and takes the signals over; before curses starts, which leaves alone
/// what has a handler. Returns where the numbers of signals can be read; -1: no descriptor is left.
static inline int td_rescue_install(void) {
    struct td_rescue *state = td_rescue_state();
    int ends[2];
    if (pipe(ends) != 0) return -1;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    state->owner = getpid();
    state->wake = ends[1];
    state->length = 0;
    memset((void *)state->seen, 0, sizeof state->seen);
    tcgetattr(STDIN_FILENO, &state->modes);
    // A stack of its own, so that even an overflow of the stack is survived long enough.
    static char stack[16384];
    stack_t place = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&place, NULL);
    for (size_t i = 0; i < TD_COUNT(td_crash_signals); i++) {
        td_rescue_catch(td_crash_signals[i], td_rescue_crash, true);
    }
    for (size_t i = 0; i < TD_COUNT(td_notice_signals); i++) {
        td_rescue_catch(td_notice_signals[i], td_rescue_notice, true);
    }
    static bool registered = false;
    if (!registered) atexit(td_rescue_restore);
    registered = true;
    return ends[0];
}

/// Gives the signals back.
static inline void td_rescue_uninstall(void) {
    struct td_rescue *state = td_rescue_state();
    state->armed = 0;
    for (size_t i = 0; i < TD_COUNT(td_crash_signals); i++) {
        sigaction(td_crash_signals[i], &state->before[td_crash_signals[i]], NULL);
    }
    for (size_t i = 0; i < TD_COUNT(td_notice_signals); i++) {
        sigaction(td_notice_signals[i], &state->before[td_notice_signals[i]], NULL);
    }
    int wake = state->wake;
    state->wake = -1;
    close(wake);
}

/// Whether a crash has anything to restore.
static inline void td_rescue_arm(bool armed) { td_rescue_state()->armed = armed; }

/// Adds to what is written on a restore; padding marks `$<5>` are left out.
static inline void td_rescue_add(const char *text) {
    struct td_rescue *state = td_rescue_state();
    if (text == NULL || text == (const char *)-1) return;
    while (*text != 0 && state->length < sizeof state->sequence) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end != NULL) {
            text = end + 1;
        } else {
            state->sequence[state->length++] = *text++;
        }
    }
}

static inline void td_rescue_clear(void) { td_rescue_state()->length = 0; }

/// SIGTSTP as the system has it, or told to the program.
static inline void td_rescue_default_stop(bool isDefault) {
    td_rescue_catch(SIGTSTP, isDefault ? SIG_DFL : td_rescue_notice, false);
}

/// Sends standard error to a file; -1: could not.
static inline int td_rescue_redirect(int file) {
    struct td_rescue *state = td_rescue_state();
    if (state->error_output < 0) state->error_output = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
    return state->error_output < 0 ? -1 : dup2(file, STDERR_FILENO);
}

static inline void td_rescue_unredirect(void) {
    struct td_rescue *state = td_rescue_state();
    if (state->error_output < 0) return;
    dup2(state->error_output, STDERR_FILENO);
    close(state->error_output);
    state->error_output = -1;
}
