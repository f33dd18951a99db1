import Testing

/// The tests with real servers, one after the other: each starts several processes.
@Suite(.serialized) struct DoorTests {}
