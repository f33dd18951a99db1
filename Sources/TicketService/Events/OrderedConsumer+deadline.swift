import NATS

extension OrderedConsumer {
    /// Does a reading of this consumer and stops it. When the limit has passed it is stopped before, which
    /// ends the reading also when nothing comes.
    func read<Value: Sendable>(within limit: Duration, _ body: () async -> Value) async -> Value {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // The deadline, or the end of the body.
                try? await Task.sleep(for: limit)
                self.stop()
            }
            defer { group.cancelAll() }
            return await body()
        }
    }
}
