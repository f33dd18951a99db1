import JSON

/// Who may connect to a local cluster: a name and a password, with a file that a NATS context can be made of.
public struct ClusterUser: Sendable, Hashable {
    /// The service and those who look after it: everything about the tickets. No tenant can be called so.
    public static let serviceName = "ticket.service"
    /// The servers' own account, for monitoring.
    public static let systemName = "cluster.system"
    /// Whoever names no user, while there are no tenants.
    static let anyoneName = "ticket.anyone"

    /// As it stands in `--user`.
    public let name: String
    /// As it stands in `--password`.
    public let password: String

    /// The file of a user, such as `acme.creds.json`.
    public static func fileName(_ name: String) -> String { "\(name).creds.json" }

    /// The user of a folder, with a new password when there is no file yet.
    init(_ name: String, in folder: ServerFolder) {
        self = Self(reading: name, in: folder) ?? Self(name, password: Self.newPassword())
    }

    /// The user of a file; `nil` when there is none.
    init?(reading name: String, in folder: ServerFolder) {
        guard let bytes = folder.read(Self.fileName(name)), let value = try? JSONValue(parsing: bytes),
            let password = value["password"]?.string, !password.isEmpty
        else { return nil }
        self.init(name, password: password)
    }

    private init(_ name: String, password: String) {
        self.name = name
        self.password = password
    }

    private static func newPassword() -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        return String((0..<32).compactMap { _ in letters.randomElement() })
    }

    /// Writes the file, readable for its owner only, in the form of a context of the `nats` CLI.
    ///
    /// - Throws: `dataDirectory`.
    func write(to folder: ServerFolder, servers: [String]) throws(ClusterError) {
        let value: JSONValue = [
            "description": .string("nats-motadata as \(name)"),
            "url": .string(servers.joined(separator: ",")),
            "user": .string(name), "password": .string(password),
        ]
        try folder.write(value.text + "\n", to: Self.fileName(name))
    }
}
