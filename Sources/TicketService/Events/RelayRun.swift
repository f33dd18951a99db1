import LogLines
import NATS
import TicketWire
import Tickets

/// The relaying of one log to the event stream: what is known of the stream, and what to do next.
final class RelayRun {
    /// How many events are on their way at once; few enough that a request which waits for the same thread
    /// does not wait long.
    private static let window = 128
    /// How many changes are read from the log at once, when the tail has them no more.
    private static let piece = 4096
    /// How long a few changes are gathered before their events are published, and how many are few.
    private static let fewChanges = 8
    private static let gathering = Duration.milliseconds(1)
    /// How long one that does not lead waits before it looks whether another one has told the news.
    private static let holdBack = 300...600
    /// How long a mark is good for publishing without a fence; far less than JetStream knows an id.
    private static let confidence = Duration.seconds(10)

    private let relay: Relay
    private let epoch: Int
    /// Everything up to here is told; nothing before its event sequence needs to be looked at.
    private var mark: RelayMark
    /// Which changes behind the mark are told too, and where: strangers came in between, and others slipped
    /// through. All of these stand behind the mark's event sequence.
    private var told: [UInt64: UInt64] = [:]
    /// Changes that were read from the log, without a gap, for the batches to come.
    private var ahead: ArraySlice<LoggedChange> = []
    /// The last of the events that are known, in the event stream.
    private var lastEvent: UInt64 = 0
    /// The last sequence of the event stream; `nil` when it must be found out.
    private var fence: UInt64?
    private var isLeading = true
    /// When it was last certain that nobody had told more than the mark says.
    private var confirmed = ContinuousClock.now
    /// Whether strangers publish in between: then the next batch does not wait for a quiet moment.
    private var isDisturbed = false
    /// Changes whose events may have been stored without a word of it.
    private var uncertain: [UInt64: TicketChange] = [:]

    /// - Throws: when the log cannot be read just now.
    init(_ relay: Relay, _ epoch: Int) async throws(RelayFailure) {
        self.relay = relay
        self.epoch = epoch
        do throws(StoreError) {
            let fresh = RelayMark(logID: try relay.store.logID())
            let found = try await relay.store.relayMark()
            mark = found?.logID == fresh.logID ? found ?? fresh : fresh
        } catch { throw RelayFailure(error) }
        // An instance that starts where all is told, and nothing comes, has nothing pending.
        relay.tell(through: mark.logSequence)
    }

    /// Relays until there are no more changes to come.
    func relay() async throws(RelayFailure) {
        fence = nil
        isDisturbed = false
        while await relay.store.tail.hasChange(after: mark.logSequence, in: epoch) {
            // The reply goes first, and more changes come meanwhile: together they cost less.
            if !relay.isFinishing, relay.store.tail.count(after: mark.logSequence) < Self.fewChanges {
                try? await Task.sleep(for: Self.gathering)
            }
            try await step()
            relay.hasNoTrouble()
            // One that leads notes how far it is; what another one has noted is not set back.
            relay.wantsNote(of: isLeading ? mark : nil)
        }
    }

    private func step() async throws(RelayFailure) {
        if !isLeading {
            if try await othersRelay() { return }
            isLeading = true
        }
        if fence == nil, !isDisturbed || confirmed.duration(to: .now) > Self.confidence { try await find() }
        let changes = try await nextChanges()
        guard !changes.isEmpty else { return }
        let batch = RelayBatch(changes, after: mark)
        let fates = await batch.publish(on: relay.connection.jetStream, behind: fence)
        isDisturbed = false
        let failure = take(fates, of: batch, changes)
        advance(over: changes)
        if let failure { throw RelayFailure(failure) }
        // Not all that were disturbed come back at the same moment.
        if isDisturbed { try? await Task.sleep(for: .microseconds(Int.random(in: 0...1000))) }
    }

    /// The next changes to be told, no two of one ticket; from the log when the tail has them no more.
    private func nextChanges() async throws(RelayFailure) -> [LoggedChange] {
        let known = try await changes(after: mark.logSequence)
        advance(over: known)
        var tickets: Set<TicketID> = []
        var next: [LoggedChange] = []
        for change in known where change.sequence > mark.logSequence && told[change.sequence] == nil {
            guard tickets.insert(change.change.ticket.id).inserted else { break }
            next.append(change)
        }
        return next
    }

    private func changes(after sequence: UInt64) async throws(RelayFailure) -> [LoggedChange] {
        let tail = relay.store.tail
        if let changes = tail.changes(after: sequence, atMost: Self.window) {
            ahead = []
            return changes
        }
        ahead = ahead.drop { $0.sequence <= sequence }
        if ahead.isEmpty {
            do { ahead = try await relay.store.changes(after: sequence, atMost: Self.piece)[...] } catch {
                throw RelayFailure(error)
            }
        }
        return ahead.isEmpty
            ? tail.kept(after: sequence, atMost: Self.window) : Array(ahead.prefix(Self.window))
    }

    /// Notes what became of a batch.
    ///
    /// - Returns: why something is uncertain, if anything is.
    private func take(
        _ fates: [RelayBatch.Fate], of batch: RelayBatch, _ changes: [LoggedChange]
    ) -> NATSError? {
        var failure: NATSError?
        for (index, fate) in fates.enumerated() {
            let (change, item) = (changes[index], batch.items[index])
            switch fate {
            case .stored(let sequence):
                note(change, at: sequence)
                fence = sequence
                confirmed = .now
                tellOf(item.event, item.body, item.headers)
            case .known(let sequence):
                note(change, at: sequence)
                if uncertain[change.sequence] != nil {
                    tellOf(item.event, item.body, item.headers)
                } else {
                    isLeading = false
                }
            case .fenced: isDisturbed = true
            case .uncertain(let error):
                failure = error
                uncertain[change.sequence] = change.change
            }
        }
        if fates.contains(where: { if case .stored = $0 { false } else { true } }) { fence = nil }
        return failure
    }

    private func note(_ change: LoggedChange, at sequence: UInt64) {
        told[change.sequence] = sequence
        lastEvent = max(lastEvent, sequence)
    }

    /// Moves the mark over the changes that are told, as far as none is missing.
    private func advance(over changes: [LoggedChange]) {
        var hasMoved = false
        for change in changes where change.sequence > mark.logSequence {
            guard told.removeValue(forKey: change.sequence) != nil else { break }
            mark.logSequence = change.sequence
            uncertain[change.sequence] = nil
            hasMoved = true
        }
        if hasMoved { mark.eventSequence = told.values.min().map { $0 - 1 } ?? lastEvent }
        relay.tell(through: mark.logSequence)
    }

    private func tellOf(_ event: TicketEvent, _ body: [UInt8], _ headers: Headers) {
        relay.sendLive(event, body, headers)
        relay.log.write(
            .debug,
            LogRecord(
                .debug, "event published", tenant: event.change.ticket.tenant.name,
                action: event.change.action.rawValue))
    }

    /// Finds out how far the log is told and where the stream ends.
    private func find() async throws(RelayFailure) {
        do {
            let finding = try await RelaySearch(connection: relay.connection, known: mark).find()
            mark = finding.mark
            told.merge(finding.told) { max($0, $1) }
            told = told.filter { $0.key > finding.mark.logSequence }
            lastEvent = finding.end
            fence = finding.end
        } catch { throw RelayFailure(error) }
        isDisturbed = false
        confirmed = .now
        // Stored in an attempt of ours whose answer was lost: those who listen do not know it yet.
        for (sequence, change) in uncertain where sequence <= mark.logSequence || told[sequence] != nil {
            let event = TicketEvent(change)
            tellOf(event, event.encoded, Headers(event.headers))
            uncertain[sequence] = nil
        }
        relay.tell(through: mark.logSequence)
    }

    /// Waits a little; whether others have told something meanwhile, so that there is no need to.
    private func othersRelay() async throws(RelayFailure) -> Bool {
        let pause = relay.isFinishing ? 20 : Int.random(in: Self.holdBack)
        try? await Task.sleep(for: .milliseconds(pause))
        let (before, toldBefore) = (mark.logSequence, Set(told.keys))
        try await find()
        let changes = try await changes(after: mark.logSequence)
        advance(over: changes)
        return mark.logSequence > before || !toldBefore.isSuperset(of: told.keys)
    }
}
