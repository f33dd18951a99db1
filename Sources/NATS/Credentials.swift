/// Who connects. It never describes its secrets.
public enum Credentials: Sendable, Hashable, CustomStringConvertible {
    /// Nobody in particular, or whoever stands in the server's URL.
    case none
    /// A name and a password.
    case user(String, password: String)
    /// A token.
    case token(String)
    /// A file with a user's JWT and seed, as `nsc` writes it.
    case credentialsFile(String)
    /// A file with the seed of an NKey user.
    case nkeySeedFile(String)

    public var description: String {
        switch self {
        case .none: "none"
        case .user(let name, _): "user \(name)"
        case .token: "token"
        case .credentialsFile(let path): "credentials in \(path)"
        case .nkeySeedFile(let path): "nkey in \(path)"
        }
    }
}
