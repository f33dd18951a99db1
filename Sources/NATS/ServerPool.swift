/// Which server to try next: the given ones and those that servers told of, one after the other.
struct ServerPool: Sendable {
    /// All known addresses.
    private(set) var addresses: [ServerAddress]
    private let given: ServerAddress
    private var position = 0
    private var failures = 0

    /// A pool of the given URLs; `nil` when one of them is no URL or there are none.
    init?(_ urls: [String]) {
        let parsed = urls.map { ServerAddress($0) }
        let addresses = parsed.compactMap(\.self)
        guard let first = addresses.first, addresses.count == parsed.count else { return nil }
        self.addresses = addresses
        given = first
    }

    /// The address whose turn it is.
    var current: ServerAddress { addresses[position] }

    /// The name to expect in the current server's certificate.
    ///
    /// A server that was told of by address bears the name of the one that was given.
    var expectedName: String? {
        if !current.isNumeric { return current.host }
        return given.isNumeric ? nil : given.host
    }

    /// Goes on to the next address; returns whether all have failed in a row.
    mutating func fail() -> Bool {
        position = (position + 1) % addresses.count
        failures = (failures + 1) % addresses.count
        return failures == 0
    }

    /// The current address works.
    mutating func succeed() { failures = 0 }

    /// Adds servers that were told of; they take the first given one's scheme and user.
    mutating func add(_ urls: [String]) {
        for var address in urls.compactMap({ ServerAddress($0) })
        where !addresses.contains(where: { $0.place == address.place }) {
            address.scheme = given.scheme
            address.userInfo = given.userInfo
            addresses.append(address)
        }
    }
}
