/// The configuration file of a private server.
struct ServerConfiguration: Sendable {
    let folder: ServerFolder
    let version: ServerVersion
    let ports: ServerPorts

    /// The text of the file.
    var text: String {
        // Settings that 2.9 does not know and would refuse.
        let isModern = version >= ServerVersion(2, 10)
        // JetStream acknowledges before it syncs: the interval bounds what a power cut can cost.
        let syncing = isModern ? "\n  sync_interval: \"1s\"" : ""
        let rotation = isModern ? "\nlogfile_max_num: 3" : ""
        return """
            # TicketDeck's private nats-server. Written anew at each start: changes here are lost.

            server_name: "ticketdeck-private"
            listen: "127.0.0.1:\(ports.client)"
            http: "127.0.0.1:\(ports.monitoring)"
            ports_file_dir: \(Self.quoted(folder.path))

            log_file: \(Self.quoted(folder.path(of: ServerFolder.logName)))
            logfile_size_limit: 8MB\(rotation)

            jetstream {
              store_dir: \(Self.quoted(folder.path))
              max_memory_store: 256MB
              max_file_store: 2GB\(syncing)
            }

            """
    }

    /// A text as configuration files have it.
    static func quoted(_ text: String) -> String {
        let escaped = text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : "\($0)" }
        return "\"\(escaped.joined())\""
    }
}
