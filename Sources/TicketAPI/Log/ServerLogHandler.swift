import LogLines
import Logging

/// Passes what the HTTP server says on to the log: warnings and errors; the rest is told by ourselves.
struct ServerLogHandler: LogHandler {
    let log: ServiceLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.warning

    init(_ log: ServiceLog) { self.log = log }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        log.write(
            event.level >= .error ? .error : .warn, "http server", error: event.message.description)
    }
}
