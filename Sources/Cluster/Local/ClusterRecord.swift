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
        let value: JSONValue = [
            "nodes": .integer(Int64(size)), "base_port_offset": .integer(Int64(offset)),
            "tenants": .array(tenants.map(JSONValue.string)),
        ]
        try folder.write(value.text + "\n", to: Self.fileName)
    }
}
