import Glibc

/// Which `nats-server` a test runs against.
public enum NATSServerVersion: String, CaseIterable, Sendable {
    /// The one of the distribution: `NATS_SERVER` names it, else the `PATH` is searched.
    case debian
    /// The newest release: `NATS_SERVER_NEWEST` names it, else `make deps` has put it under `.build/tools`.
    case newest

    /// The versions that this machine has.
    public static var installed: [NATSServerVersion] { allCases.filter { $0.program != nil } }

    /// The path of the program; `nil` when this machine has none.
    public var program: String? {
        switch self {
        case .debian: [variable("NATS_SERVER")].compactMap(\.self).first ?? search("nats-server")
        case .newest:
            [variable("NATS_SERVER_NEWEST"), Self.root + "/.build/tools/nats-server-newest"]
                .compactMap(\.self).first { isExecutable($0) }
        }
    }

    /// The folder of the package: three levels above this file.
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(3).joined(separator: "/")

    private func search(_ name: String) -> String? {
        let folders = (variable("PATH") ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/sbin", "/usr/local/sbin"]).map { "\($0)/\(name)" }.first(where: isExecutable)
    }

    private func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

    private func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
