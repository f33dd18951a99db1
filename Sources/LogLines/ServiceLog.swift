public import Tickets

/// Where the service's log lines go.
public struct ServiceLog: Sendable {
    private let level: LogLevel
    private let service: String
    private let clock: @Sendable () -> Timestamp
    private let sink: @Sendable ([UInt8]) -> Void

    /// - Parameters:
    ///   - level: what is less is left out.
    ///   - service: the service's name, which stands in every line.
    ///   - clock: tells the time of a record.
    ///   - sink: takes one whole line, with its line feed; called from any thread.
    public init(
        level: LogLevel, service: String, clock: @escaping @Sendable () -> Timestamp = systemTime,
        sink: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.level = level
        self.service = service
        self.clock = clock
        self.sink = sink
    }

    /// A log that goes nowhere.
    public static let none = ServiceLog(level: .error, service: "") { _ in }

    /// Writes a record; it is not even made when its level is left out.
    public func write(_ level: LogLevel, _ record: @autoclosure () -> LogRecord) {
        guard level >= self.level else { return }
        sink(record().line(service: service, at: clock()))
    }

    /// Writes a record with a message only.
    public func write(_ level: LogLevel, _ message: String, error: String? = nil) {
        write(level, LogRecord(level, message, error: error))
    }
}
