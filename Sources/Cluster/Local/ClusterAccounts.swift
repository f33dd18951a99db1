/// The accounts of a local cluster.
///
/// All about the tickets belongs to the account `TICKETS`, with tenants and without, so that adding tenants
/// loses nothing. Without tenants everybody is let into it. With tenants each has an account, which the server
/// lets ask in its own name only, and see its own events only.
struct ClusterAccounts: Sendable {
    static let fileName = "accounts.conf"
    /// There while nodes may run that do not know the accounts yet.
    static let pendingName = "accounts.pending"
    /// Names of accounts that no tenant can have.
    static let reservedNames: Set<String> = ["SYS", "TICKETS"]

    private let record: ClusterRecord

    init(_ record: ClusterRecord) { self.record = record }

    /// Writes the accounts, and a file for each user.
    ///
    /// - Returns: whether nodes that run may not know them: they are others than before, or were when a command
    ///   ended before it had restarted all nodes.
    /// - Throws: `dataDirectory`.
    func write(to folder: ServerFolder) throws(ClusterError) -> Bool {
        let names = [ClusterUser.serviceName, ClusterUser.systemName, ClusterUser.anyoneName]
        let users = (names + record.tenants).map { ClusterUser($0, in: folder) }
        let servers = (1...record.size).map { number in
            "nats://127.0.0.1:\(NodePorts(node: number, offset: record.offset).client)"
        }
        for user in users where user.name != ClusterUser.anyoneName {
            try user.write(to: folder, servers: servers)
        }
        let old = folder.read(Self.fileName).map { String(decoding: $0, as: UTF8.self) }
        let text = text(Dictionary(uniqueKeysWithValues: users.map { ($0.name, line(for: $0)) }))
        if text != old {
            try folder.write("", to: Self.pendingName)
            try folder.write(text, to: Self.fileName)
        }
        return ServerFolder.kind(of: folder.path(of: Self.pendingName)) != .nothing
    }

    private func line(for user: ClusterUser) -> String {
        let password = user.name == ClusterUser.anyoneName ? "" : user.password
        return "{ user: \"\(user.name)\", password: \"\(password)\" }"
    }

    private func text(_ users: [String: String]) -> String {
        let isOpen = record.tenants.isEmpty
        let own = [users[ClusterUser.serviceName], isOpen ? users[ClusterUser.anyoneName] : nil]
            .compactMap(\.self)
        let names = record.tenants.map { "\"\($0)\"" }.joined(separator: ", ")
        let exports =
            isOpen
            ? ""
            : """

                exports: [
                  { service: "ticket.service.*", accounts: [\(names)], account_token_position: 3 }
                  { stream: "tenant.*.events.>", accounts: [\(names)], account_token_position: 2 }
                ]
            """
        return """
            # Who may connect. Written by `ticketdeck cluster up`: changes here are lost.
            accounts {
              "SYS" { users: [ \(users[ClusterUser.systemName] ?? "") ] }
              "TICKETS" {
                jetstream: enabled
                users: [ \(own.joined(separator: ", ")) ]\(exports)
              }
            \(record.tenants.map { account(of: $0, users[$0] ?? "") }.joined(separator: "\n"))
            }
            system_account: "SYS"
            \(isOpen ? "no_auth_user: \"\(ClusterUser.anyoneName)\"" : "")

            """
    }

    private func account(of tenant: String, _ user: String) -> String {
        """
          "\(tenant)" {
            users: [ \(user) ]
            imports: [
              { service: { account: "TICKETS", subject: "ticket.service.\(tenant)" }, to: "ticket.service" }
              { stream: { account: "TICKETS", subject: "tenant.\(tenant).events.>" } }
            ]
          }
        """
    }
}
