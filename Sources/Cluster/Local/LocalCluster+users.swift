extension LocalCluster {
    /// Whether a tenant can have an account of that name.
    public static func canName(tenant name: String) -> Bool { !ClusterAccounts.reservedNames.contains(name) }

    /// Where the file of a user is.
    public func credentialsFile(of user: String) -> String { "\(folder)/\(ClusterUser.fileName(user))" }

    /// The user that may do everything about the tickets; `nil` where there is no cluster.
    public var serviceUser: ClusterUser? {
        ClusterUser(reading: ClusterUser.serviceName, in: ServerFolder(unchecked: folder))
    }

    /// The user of the servers' own account; `nil` where there is no cluster.
    public var systemUser: ClusterUser? {
        ClusterUser(reading: ClusterUser.systemName, in: ServerFolder(unchecked: folder))
    }

    /// The tenants with an account of their own.
    public var tenants: [String] { ClusterRecord(in: ServerFolder(unchecked: folder))?.tenants ?? [] }
}
