// Makes libnats visible to Swift. Only the module NATS imports this.
#pragma once
#include <nats/nats.h>
