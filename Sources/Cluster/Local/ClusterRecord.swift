import JSON

/// What is written down of a local cluster.
struct ClusterRecord: Sendable, Hashable {
    static let fileName = "cluster.json"
    /// Three are needed to lose one.
    static let sizes = 3...9

    /// How many nodes it has.
    var size: Int
    /// By how much its ports are shifted.
    var offset: Int
    /// The tenants with an account of their own, sorted.
    var tenants: [String]

    init(size: Int = sizes.lowerBound, offset: Int = 0, tenants: [String] = []) {
        self.size = size
        self.offset = offset
        self.tenants = tenants
    }

    /// Reads the record of a folder; `nil` when there is none that can be used.
    init?(in folder: ServerFolder) {
        guard let bytes = folder.read(Self.fileName), let value = try? JSONValue(parsing: bytes),
            let size = value["nodes"]?.integer, Self.sizes.contains(Int(clamping: size)),
            let offset = value["base_port_offset"]?.integer,
            NodePorts.offsets.contains(Int(clamping: offset))
        else { return nil }
        self.size = Int(size)
        self.offset = Int(offset)
        tenants = (value["tenants"]?.array ?? []).compactMap(\.string)
    }

    /// Writes the record.
    ///
    /// - Throws: `dataDirectory`.
    func write(to folder: ServerFolder) throws(ClusterError) {
        try folder.write(text + "\n", to: Self.fileName)
    }

    private var text: String {
        let value: JSONValue = [
            "nodes": .integer(Int64(size)), "base_port_offset": .integer(Int64(offset)),
            "tenants": .array(tenants.map(JSONValue.string)),
        ]
        return value.text
    }
}

// A record that is there and cannot be used is none to make anew: nodes may run on it, and tenants have accounts.
extension ClusterRecord {
    /// What a folder tells of its cluster.
    enum Finding: Sendable, Hashable {
        case none
        case unusable
        case found(ClusterRecord)

        init(in folder: ServerFolder) {
            if let record = ClusterRecord(in: folder) {
                self = .found(record)
            } else {
                let isThere = ServerFolder.kind(of: folder.path(of: fileName)) != .nothing
                self = isThere ? .unusable : .none
            }
        }

        /// The record, where there is one that can be used.
        var record: ClusterRecord? { if case .found(let record) = self { record } else { nil } }
    }

    /// Reads the record of a folder.
    ///
    /// - Returns: `nil` when there is none.
    /// - Throws: `dataDirectory` when there is one that cannot be used.
    static func read(in folder: ServerFolder) throws(ClusterError) -> ClusterRecord? {
        let finding = Finding(in: folder)
        if case .unusable = finding { throw lost(in: folder) }
        return finding.record
    }

    /// What is said of a record that is lost.
    static func lost(in folder: ServerFolder) -> ClusterError {
        ClusterError(
            .dataDirectory,
            "the nodes, ports and tenants of the cluster cannot be read from \(folder.path(of: fileName)): write it"
                + " anew, such as \(ClusterRecord().text), or put a backup in its place with `ticketdeck cluster"
                + " restore`, or give all data up with `ticketdeck cluster down --wipe`")
    }
}
