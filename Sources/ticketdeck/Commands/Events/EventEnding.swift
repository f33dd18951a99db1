import CommandOptions
import Glibc
import Synchronization
import TicketClient

/// What ends a reading from outside.
final class EventEnding: Sendable {
    enum Cause { case interrupted, readerGone }

    private let reading: EventReading
    private let state = Mutex<Cause?>(nil)

    init(_ reading: EventReading) { self.reading = reading }

    /// What has ended the reading, if anything.
    var cause: Cause? { state.withLock { $0 } }

    func interrupt() { end(.interrupted) }

    func loseReader() { end(.readerGone) }

    private func end(_ cause: Cause) {
        state.withLock { $0 = $0 ?? cause }
        reading.stop()
    }

    /// Ends the command as the cause wants it.
    ///
    /// - Throws: the exit status; nothing when the reading has ended by itself.
    func end() throws {
        switch cause {
        case .interrupted: throw ExitStatus.signal(SIGINT)
        case .readerGone: throw StandardOutput.ReaderGone()
        case nil: break
        }
    }
}
