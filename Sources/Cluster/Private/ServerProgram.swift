import Glibc
import Subprocess
import SystemPackage

/// A `nats-server` that can be started.
struct ServerProgram: Sendable {
    let path: String
    let version: ServerVersion

    /// Finds the program and asks for its version.
    ///
    /// - Parameters:
    ///   - path: the program; `nil`: look for it.
    ///   - alternative: what can be done beside installing it.
    /// - Throws: `noServerProgram`.
    init(
        _ path: String?, alternative: String = ", or name a running one with --server"
    ) async throws(ClusterError) {
        guard let path = path ?? Self.search(for: "nats-server") else {
            throw ClusterError(
                .noServerProgram,
                "no nats-server on the PATH: install it (Debian: apt-get install nats-server)\(alternative)")
        }
        self.path = path
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)), arguments: ["--version"], output: .string(limit: 4096))
            guard let version = ServerVersion(parsing: result.standardOutput) else {
                throw ClusterError(.noServerProgram, "\(path) does not say which nats-server it is")
            }
            self.version = version
        } catch let error as ClusterError {
            throw error
        } catch {
            throw ClusterError(.noServerProgram, "\(path) cannot be run", underlying: "\(error)")
        }
    }

    /// Looks along the `PATH`, then where systems keep their daemons.
    static func search(for name: String) -> String? {
        let path = environmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
        let folders: [String] = path.split(separator: ":").map { String($0) }
        let daemons = ["/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin"]
        return (folders + daemons).map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 }
    }
}

/// A variable of this process's environment.
func environmentVariable(_ name: String) -> String? {
    // Safe because the text is copied at once, and nothing here changes the environment.
    unsafe getenv(name).map { text in unsafe String(cString: text) }
}
