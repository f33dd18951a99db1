import CommandOptions
import JSON
import TicketClient

/// Puts what a reading gives on stdout, and what else there is to know on stderr.
struct EventReport {
    /// How many gaps are told one by one; a stream may have any number of them.
    private static let gapsTold = 20
    /// When the lines collected so far are handed on.
    private static let pieceSize = 65_536

    private let form: EventsCommand.Form
    private let output: StandardOutput
    private var writer = JSONWriter(reserving: EventReport.pieceSize * 2)
    private var interruptedAt: ContinuousClock.Instant?
    private var unreadable = 0
    private var unreadableTold = 0
    private var gaps = 0
    private var missing: UInt64 = 0

    init(_ form: EventsCommand.Form, _ output: StandardOutput) {
        self.form = form
        self.output = output
    }

    /// Takes the next element.
    ///
    /// - Throws: what `StandardOutput.write` throws.
    mutating func take(_ element: EventReading.Element) async throws {
        switch element {
        case .entries(let entries, let hasMore):
            switch form {
            case .json: try await writeJSON(entries)
            case .text: for entry in entries { try await output.write(EventPrinter.text(entry)) }
            }
            unreadable += entries.count { $0.isUnreadable }
            if hasMore { return }
            try await output.flush()
            tellUnreadable()
        case .gap(let first, let last): tellGap(first, last)
        case .interrupted(let reason):
            try await output.flush()
            interruptedAt = interruptedAt ?? .now
            tell("interrupted: \(reason); waiting")
        case .resumed:
            let silence = interruptedAt.map { ContinuousClock.now - $0 } ?? .zero
            interruptedAt = nil
            tell("goes on after \(silence.formattedSeconds)")
        }
    }

    /// Tells what is left to tell at the end.
    mutating func end() {
        tellUnreadable()
        guard gaps > Self.gapsTold else { return }
        tell("\(gaps) gaps in all: \(missing) sequences are not in the stream")
    }

    private mutating func writeJSON(_ entries: [StreamEntry]) async throws {
        for entry in entries {
            EventPrinter.writeJSON(entry, to: &writer)
            if writer.bytes.count >= Self.pieceSize { try await handOn() }
        }
        try await handOn()
    }

    private mutating func handOn() async throws {
        try await output.write(writer.bytes)
        writer.clear()
    }

    private mutating func tellUnreadable() {
        guard unreadable > unreadableTold else { return }
        unreadableTold = unreadable
        let messages = unreadable == 1 ? "1 message" : "\(unreadable) messages"
        tell("\(messages) so far on subjects of tickets, but no event of a ticket")
    }

    private mutating func tellGap(_ first: UInt64, _ last: UInt64) {
        gaps += 1
        missing += last - first + 1
        guard gaps <= Self.gapsTold else { return }
        tell(
            first == last
                ? "sequence \(first) is not in the stream: deleted"
                : "sequences \(first) to \(last) are not in the stream: deleted or too old")
        if gaps == Self.gapsTold { tell("more gaps are only counted") }
    }

    private func tell(_ line: String) { FileHandleText.writeError("ticketdeck: \(DisplayText.line(line))\n") }
}

extension Duration {
    /// In seconds, with one decimal below ten.
    fileprivate var formattedSeconds: String {
        let tenths = Int(self / .milliseconds(100))
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 10) s"
    }
}
