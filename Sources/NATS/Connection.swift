// The Swift face of libnats.
