import NATS
import TicketWire
import Tickets

/// The writing of one record, create-only, until its outcome is known or the time is over.
struct RecordWrite {
    /// What became of the record.
    enum Outcome {
        case accepted(sequence: UInt64)
        /// Another record stands where this one should.
        case taken(TicketRecord, sequence: UInt64)
        /// Another creation had the same request key.
        case repeated(TicketRecord, sequence: UInt64)
        /// Something that is no record of this ticket stands where the record should.
        case occupied(sequence: UInt64)
    }

    /// How long the writer tries, and asks after the outcome: less than the 5 s that askers wait, so that
    /// they hear that the outcome is unknown.
    static let limit = Duration.seconds(4)
    /// How long one attempt may take.
    private static let attemptLimit = Duration.seconds(2)
    /// JetStream's error code for a message whose id is just being stored for another one.
    private static let idInProgress = 10158

    let record: TicketRecord
    /// Where the record is to stand, and its text.
    let subject: String
    let payload: [UInt8]
    private let connection: Connection
    private let options: PublishOptions
    private let deadline = ContinuousClock.now + RecordWrite.limit
    /// Whether an attempt ended without a word about it.
    private var mayBeStored = false
    /// Why JetStream does not take the record, when it says so plainly.
    private(set) var refusal: NATSError?

    init(_ record: TicketRecord, on connection: Connection) {
        self.record = record
        self.connection = connection
        subject = TicketLog.subject(of: record)
        payload = record.encoded
        options = PublishOptions(
            messageID: TicketLog.messageID(of: record), expectedLastSubjectSequence: 0)
    }

    /// Where the record is to stand, as `nats kv` says it.
    var key: String { TicketLog.key(subject) }

    /// - Throws: `unavailable` when nothing can have been stored, else `unknownOutcome`.
    mutating func run() async throws(StoreError) -> Outcome {
        guard connection.state.server != nil else {
            throw .unavailable(reason: "there is no connection to a NATS server just now, ask again")
        }
        while deadline > .now, !Task.isCancelled {
            switch await attempt() {
            case .success(let acknowledgement) where !acknowledgement.isDuplicate:
                return .accepted(sequence: acknowledgement.sequence)
            case .success(let acknowledgement):
                if let outcome = await first(at: acknowledgement.sequence) { return outcome }
            case .failure(let error):
                if let outcome = try await resolve(error) { return outcome }
            }
            // Another one may be writing in the same place: not all come back at the same moment.
            try? await Task.sleep(for: .milliseconds(Int.random(in: 5...100)))
        }
        throw failure("the ticket log does not answer just now, ask again")
    }

    /// Publishes once, without blocking a thread; many are in flight at once.
    private func attempt() async -> Result<PublishAcknowledgement, NATSError> {
        let timeout = min(Self.attemptLimit, remaining)
        return await withCheckedContinuation { continuation in
            connection.jetStream.publish(subject, payload, options: options, timeout: timeout) {
                continuation.resume(returning: $0)
            }
        }
    }

    /// What an error means; `nil`: try again.
    private mutating func resolve(_ error: NATSError) async throws(StoreError) -> Outcome? {
        if error.isWrongLastSequence { return await standing() }
        switch error.code {
        case .jetStream(_, Self.idInProgress): return nil
        case .noResponders, .jetStream, .permission, .maxPayload, .invalidArgument:
            // A plain refusal: of the first attempt nothing is stored.
            if !mayBeStored {
                refusal = error
                throw failure("JetStream takes no records just now: \(error.message)")
            }
            return nil
        default:
            mayBeStored = true
            return await standing()
        }
    }

    private func failure(_ reason: String) -> StoreError {
        mayBeStored ? .unknownOutcome : .unavailable(reason: reason)
    }

    private var remaining: Duration { max(.milliseconds(1), deadline - .now) }

    /// What stands where the record should, as the leader knows it; `nil` when there is nothing or it
    /// cannot be asked.
    private func standing() async -> Outcome? {
        if connection.state.server == nil { _ = try? await connection.connected(within: remaining) }
        let message = try? await connection.jetStream.lastMessage(
            stream: TicketLog.stream, subject: subject, timeout: min(.seconds(1), remaining))
        guard let message else { return nil }
        guard let found = TicketLog.record(in: message) else {
            // After an attempt without an answer, nobody knows what stood there before.
            return mayBeStored ? nil : .occupied(sequence: message.sequence)
        }
        if found.commandID == record.commandID { return .accepted(sequence: message.sequence) }
        return .taken(found, sequence: message.sequence)
    }

    /// The record that had the same message id before this one.
    private func first(at sequence: UInt64) async -> Outcome? {
        let message = try? await connection.jetStream.message(
            stream: TicketLog.stream, sequence: sequence, timeout: min(.seconds(1), remaining))
        guard let message, let found = try? TicketRecord(decoding: message.payload) else { return nil }
        if found.commandID == record.commandID { return .accepted(sequence: sequence) }
        return .repeated(found, sequence: sequence)
    }
}
