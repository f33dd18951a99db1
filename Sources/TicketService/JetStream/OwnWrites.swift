import Synchronization

/// The records that this instance is just writing, so that it need not read them when the log brings them.
final class OwnWrites: Sendable {
    private let writes = Mutex<[String: RecordWrite]>([:])

    /// A write begins.
    func add(_ write: RecordWrite) { writes.withLock { $0[write.subject] = write } }

    /// A write is over.
    func remove(_ write: RecordWrite) { writes.withLock { $0[write.subject] = nil } }

    /// The record that a message of the log holds, when it is one of these to the last byte.
    func record(on subject: String, _ payload: [UInt8]) -> TicketRecord? {
        let write = writes.withLock { $0[subject] }
        return write?.payload == payload ? write?.record : nil
    }
}
