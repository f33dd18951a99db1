// Makes libnats visible to Swift. Only the module NATS imports this.
#pragma once
#include <nats/nats.h>

// What natsMsg_Destroy has another thread do, one message at a time: each one wakes that thread, and its
// memory goes back to where this thread does not find it. The symbol is in the library, not in its header;
// where a version of libnats has none, natsMsg_Destroy does the work.
__attribute__((weak)) void natsMsg_free(void *message);

/// Frees a message on the calling thread.
static inline void natsMsg_release(natsMsg *message) {
    if (message == NULL) return;
    if (natsMsg_free != NULL) natsMsg_free(message);
    else natsMsg_Destroy(message);
}
