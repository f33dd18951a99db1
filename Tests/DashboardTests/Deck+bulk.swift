import Screen
import Tickets

@testable import Dashboard

extension Deck {
    /// The changes under way, in the order in which they were asked for.
    var jobs: [(number: Int, job: BulkJob)] {
        state.pending.sorted { $0.key < $1.key }.compactMap { number, write in
            if case .bulk(let job) = write { (number, job) } else { nil }
        }
    }

    /// Answers a part of a bulk change as the service does when nobody was faster.
    mutating func accept(_ number: Int) {
        guard case .bulk(let job) = state.pending[number] else { return }
        switch job {
        case .update(let before, let patch):
            let after = patch.applied(to: before, at: state.now) ?? before
            send(.written(number: number, .success(.ticket(after))))
        case .delete(let ticket): send(.written(number: number, .success(.deleted(ticket.id))))
        case .undo(let step):
            var back = step.ticket
            if case .updated(let before, _) = step { back = before }
            back.revision = step.lastRevision + 1
            send(.written(number: number, .success(.ticket(back))))
        }
    }

    /// Answers until the bulk change is over.
    mutating func acceptAll() {
        while let first = jobs.first { accept(first.number) }
    }

    /// Refuses a part since somebody else was faster; the reading of who it was is answered.
    mutating func refuse(_ number: Int, as change: TicketChange) {
        let ticket = change.leavesTicket ? change.ticket : nil
        let kind: Failure.Kind = ticket.map { .conflict($0) } ?? .notFound
        send(.written(number: number, .failure(Failure(kind: kind, message: "refused"))))
        for case .loadHistory(let reading, _, change.ticket.id, _) in effects {
            send(
                .history(
                    number: reading, .success(HistoryPage(changes: [change], nextCursor: nil))))
        }
    }

    /// Marks the first rows, and asks for another status of them.
    mutating func askForStatus(_ letter: Character, ofFirst count: Int) {
        press(.home)
        for _ in 0..<count { press(.character(" ")) }
        press(.character("s"), .character(letter))
    }
}
