import NATS
import Support

/// A way to say who one is, with the server's side of it.
enum AccessCase: String, CaseIterable, Sendable {
    case user, token, nkey, credentialsFile

    /// The account of the credentials file has no JetStream.
    var usesJetStream: Bool { self != .credentialsFile }

    /// A user key made for these tests only.
    private static let seed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y"
    private static let key = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK"

    var configuration: String {
        switch self {
        case .user: "authorization { users: [{ user: maria, password: right }] }"
        case .token: "authorization { token: right }"
        case .nkey: "authorization { users: [{ nkey: \(Self.key) }] }"
        case .credentialsFile: JWTFixture.configuration
        }
    }

    func credentials(in directory: TemporaryDirectory) throws -> Credentials {
        switch self {
        case .user: .user("maria", password: "right")
        case .token: .token("right")
        case .nkey: .nkeySeedFile(try directory.write(Self.seed + "\n", to: "user.nk"))
        case .credentialsFile: try JWTFixture.credentials(in: directory)
        }
    }

    func wrongCredentials(in directory: TemporaryDirectory) throws -> Credentials {
        switch self {
        case .user: .user("maria", password: "wrong")
        case .token: .token("wrong")
        case .nkey, .credentialsFile: .none
        }
    }
}
