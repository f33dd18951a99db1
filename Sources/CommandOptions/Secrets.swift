import NATS

/// By what one source of options would have the connection authenticated.
struct Secrets {
    var user: String?
    var password: String?
    var token: String?
    var creds: String?
    var nkey: String?

    /// The kind that the first source with any names; a password may come from a later source than
    /// its user, so that it need not stand on the command line.
    static func choose(_ sources: [Secrets]) -> Credentials {
        for (index, source) in sources.enumerated() {
            if let creds = source.creds { return .credentialsFile(creds) }
            if let nkey = source.nkey { return .nkeySeedFile(nkey) }
            if let token = source.token { return .token(token) }
            if let user = source.user {
                return .user(user, password: sources[index...].lazy.compactMap(\.password).first ?? "")
            }
        }
        return .none
    }
}
