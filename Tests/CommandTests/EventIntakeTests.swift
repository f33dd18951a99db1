import Dashboard
import Testing
import TicketClient
import Tickets

@testable import ticketdeck

/// What becomes of events between the stream and the dashboard.
struct EventIntakeTests {
    private func entries(_ sequences: ClosedRange<UInt64>, size: Int = 10) -> [StreamEntry] {
        sequences.map { sequence in
            StreamEntry(
                sequence: sequence, subject: "notification.test",
                time: Timestamp(milliseconds: 1_795_176_030_000),
                headers: [("Tenant-ID", sequence % 2 == 0 ? "acme" : "globex")],
                payload: [UInt8](repeating: UInt8(ascii: "x"), count: size))
        }
    }

    private func records(_ sequences: ClosedRange<UInt64>) -> [EventRecord] {
        entries(sequences).map(EventRecord.init)
    }

    /// The first and the last sequence and what was left out, batch by batch; a feed as nothing.
    private func summary(_ messages: [Message]) -> [[UInt64]] {
        messages.compactMap { message in
            switch message {
            case .events(let records, let dropped):
                [records.first?.sequence ?? 0, records.last?.sequence ?? 0, UInt64(dropped)]
            case .eventFeed: []
            default: nil
            }
        }
    }

    @Test func theNewestAreKeptAndAllAreCounted() {
        let intake = EventIntake()
        for start in stride(from: UInt64(1), to: 20_000, by: 500) {
            intake.add(entries(start...start + 499), pending: 20_000 - start)
        }
        let messages = intake.take()
        #expect(summary(messages) == [[18_001, 20_000, 18_000]])
        guard case .eventTally(let tally) = messages.last else {
            Issue.record("no tally")
            return
        }
        #expect(tally.seconds[1_795_176_030]?[.notification] == 20_000)
        #expect(tally.newest == 20_000 && tally.pending == 499)
        #expect(intake.take().isEmpty)
    }

    @Test func largeOnesAreBoundedByTheirBytes() {
        let intake = EventIntake()
        intake.add(entries(1...40, size: 1 << 20), pending: 0)
        #expect(summary(intake.take()) == [[25, 40, 24]])
    }

    @Test func howTheTailIsKeepsItsPlace() {
        let intake = EventIntake()
        intake.add(.opening)
        intake.add(entries(1...2), pending: 0)
        intake.add(entries(3...3), pending: 0)
        intake.add(.interrupted(reason: "lost", after: 3))
        intake.add(entries(4...4), pending: 0)
        #expect(summary(intake.take()) == [[], [1, 3, 0], [], [4, 4, 0]])
    }

    @Test func theQueueLeavesTheOldestOutInTheirPlace() {
        let queue = MessageQueue()
        queue.post(.events(records(1...1_500), dropped: 7))
        queue.post(.events(records(1_501...2_900), dropped: 0))
        queue.post(.eventFeed(.following))
        queue.post(.events(records(2_901...3_500), dropped: 0))
        #expect(summary(queue.take()) == [[1_501, 2_900, 1_507], [], [2_901, 3_500, 0]])
        #expect(queue.take().isEmpty)
    }

    @Test func aReadingRemembersWhatIsNoEvent() {
        let half = StreamEntry(
            sequence: 1, subject: "ticket.update", time: Timestamp(milliseconds: 0),
            headers: [("Ticket-ID", "0198")], payload: Array("{\"meta\":".utf8))
        let record = EventRecord(half)
        #expect(record.isUnreadable && record.change == nil && record.ticket == "0198")
        let long = EventRecord(entries(1...1, size: 100_000)[0])
        #expect(!long.isUnreadable && long.size == 100_000 && long.payload.utf8.count == 16_384)
    }
}
