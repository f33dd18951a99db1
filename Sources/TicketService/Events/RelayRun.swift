import NATS
import TicketWire
import Tickets

/// The relaying of one log to the event stream: what is known of the stream, and what to do next.
final class RelayRun {
    /// How many events are on their way at once.
    private static let window = 512
    /// How long one that does not lead waits before it looks whether another one has told the news.
    private static let holdBack = 300...600
    /// How often the mark is noted in the log, for the day when retention has emptied the stream.
    private static let notePause = Duration.seconds(10)

    private let relay: Relay
    private let epoch: Int
    private let logID: String
    /// How far the log is told; nothing before its event sequence needs to be looked at.
    private var mark: RelayMark
    /// The last sequence of the event stream; `nil` when it must be found out.
    private var fence: UInt64?
    private var isLeading = true
    /// Changes whose events may have been stored without a word of it.
    private var uncertain: [LoggedChange] = []
    private var lastNote = ContinuousClock.now
    private var noted: RelayMark

    /// - Throws: when the log cannot be read just now.
    init(_ relay: Relay, _ epoch: Int) async throws(RelayFailure) {
        self.relay = relay
        self.epoch = epoch
        do throws(StoreError) {
            logID = try relay.store.logID()
            mark = try await relay.store.relayMark() ?? RelayMark(logSequence: 0, eventSequence: 0)
            mark.logSequence = max(mark.logSequence, relay.told)
            noted = mark
        } catch { throw RelayFailure(error) }
    }

    /// Relays until there are no more changes to come.
    func relay() async throws(RelayFailure) {
        fence = nil
        while await relay.store.tail.hasChange(after: mark.logSequence, in: epoch) {
            try await step()
            if lastNote.duration(to: .now) > Self.notePause { await note() }
        }
        await note()
    }

    private func step() async throws(RelayFailure) {
        if !isLeading {
            if try await othersRelay() { return }
            isLeading = true
        }
        guard let fence else { return try await find() }
        let changes = try await nextChanges()
        let batch = RelayBatch(changes, of: logID)
        take(await batch.publish(on: relay.connection.jetStream, behind: fence), of: batch, changes)
        guard let failure else { return }
        self.failure = nil
        guard failure.isFenced else { throw RelayFailure(failure) }
        try await giveWay()
    }

    /// Why the last batch did not go through.
    private var failure: NATSError?

    /// The next changes to be told; from the log itself when the tail has them no more.
    private func nextChanges() async throws(RelayFailure) -> [LoggedChange] {
        let after = mark.logSequence
        if let changes = relay.store.tail.changes(after: after, atMost: Self.window) { return changes }
        do {
            let changes = try await relay.store.changes(after: after, atMost: Self.window)
            return changes.isEmpty ? relay.store.tail.kept(after: after, atMost: Self.window) : changes
        } catch { throw RelayFailure(error) }
    }

    private func take(_ outcome: RelayBatch.Outcome, of batch: RelayBatch, _ changes: [LoggedChange]) {
        for (index, fate) in outcome.fates.enumerated() {
            let (change, item) = (changes[index], batch.items[index])
            mark.logSequence = change.sequence
            switch fate {
            case .stored(let sequence):
                mark.eventSequence = sequence
                fence = sequence
                tellOf(item.event, item.body)
            case .known:
                fence = nil
                if uncertain.contains(change) { tellOf(item.event, item.body) } else { isLeading = false }
            }
        }
        relay.tell(through: mark.logSequence)
        uncertain.removeAll { $0.sequence <= mark.logSequence }
        failure = outcome.failure
        guard let failure else { return }
        fence = nil
        if !failure.isFenced { uncertain = Array(changes.dropFirst(outcome.fates.count)) }
    }

    private func tellOf(_ event: TicketEvent, _ body: [UInt8]) {
        relay.sendLive(event, body)
        relay.log.write(
            .debug,
            LogRecord(
                .debug, "event published", tenant: event.change.ticket.tenant.name,
                action: event.change.action.rawValue))
    }

    /// Finds out how far the log is told and where the stream ends.
    private func find() async throws(RelayFailure) {
        do {
            let search = RelaySearch(connection: relay.connection, logID: logID, known: mark)
            mark = try await search.mark()
        } catch { throw RelayFailure(error) }
        fence = mark.eventSequence
        // Stored in an attempt of ours whose answer was lost: those who listen do not know it yet.
        for change in uncertain where change.sequence <= mark.logSequence {
            let event = TicketEvent(change.change)
            tellOf(event, event.encoded)
        }
        uncertain.removeAll { $0.sequence <= mark.logSequence }
        relay.tell(through: mark.logSequence)
    }

    /// Another message came in between: of a relay, then it leads; or of somebody else.
    private func giveWay() async throws(RelayFailure) {
        let before = mark.logSequence
        try await find()
        if mark.logSequence > before {
            isLeading = false
        } else {
            // Not all that were disturbed come back at the same moment.
            try? await Task.sleep(for: .microseconds(Int.random(in: 0...2000)))
        }
    }

    /// Waits a little; whether others have told something meanwhile, so that there is no need to.
    private func othersRelay() async throws(RelayFailure) -> Bool {
        let pause = relay.isFinishing ? 20 : Int.random(in: Self.holdBack)
        try? await Task.sleep(for: .milliseconds(pause))
        let before = mark.logSequence
        try await find()
        return mark.logSequence > before
    }

    private func note() async {
        lastNote = .now
        guard isLeading, mark != noted else { return }
        await relay.store.note(mark)
        noted = mark
    }
}
