import CommandOptions
import FoundationEssentials

/// Where the program keeps its files (XDG Base Directory Specification).
struct Folders: Sendable {
    /// Drafts, the last tenant, the private server's files, the log.
    let data: String
    /// The configuration and the person's own themes.
    let configuration: String

    init(dataOption: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let home = environment["HOME"] ?? "/"
        func base(_ variable: String, _ fallback: String) -> String {
            let value = environment[variable] ?? ""
            return value.hasPrefix("/") ? value : home + fallback
        }
        data = dataOption.map(Folders.absolute) ?? base("XDG_DATA_HOME", "/.local/share") + "/ticketdeck"
        configuration = base("XDG_CONFIG_HOME", "/.config") + "/ticketdeck"
    }

    /// The configuration's usual place, as it is named to people.
    static let configurationName =
        "$XDG_CONFIG_HOME/ticketdeck/config.toml (~/.config/ticketdeck/config.toml)"
    var configurationFile: String { configuration + "/config.toml" }
    var themes: String { configuration + "/themes" }
    /// The local cluster's files.
    var cluster: String { data + "/cluster" }
    var log: String { data + "/ticketdeck.log" }

    /// Makes the data directory, readable by its owner only.
    ///
    /// - Throws: `CommandFailure` when it cannot be made or written.
    func prepare() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure("the data directory \(data) cannot be made; choose another by --data-dir")
        }
        guard FileManager.default.isWritableFile(atPath: data) else {
            throw CommandFailure("the data directory \(data) cannot be written; choose another by --data-dir")
        }
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
