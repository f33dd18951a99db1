import NATS

extension Credentials {
    /// The file of a JWT user, when it is by one that the connection is authenticated.
    var credentialsFile: String? {
        if case .credentialsFile(let path) = self { path } else { nil }
    }

    /// The file with an NKey seed, when it is by one that the connection is authenticated.
    var nkeySeedFile: String? {
        if case .nkeySeedFile(let path) = self { path } else { nil }
    }
}
