import FoundationEssentials
import JSON

/// A connection context as the `nats` CLI stores it: one JSON file each, and the name of the
/// selected one in a file beside them.
struct NATSContext: Sendable, Hashable {
    var url: String?
    var user: String?
    var password: String?
    var token: String?
    var creds: String?
    var nkey: String?
    var certificateAuthority: String?
    var certificate: String?
    var key: String?
    var inboxPrefix: String?

    /// Loads a context by name, or the selected one; `nil` when none is named or selected.
    ///
    /// - Throws: `CommandFailure` when a context was named that does not exist or cannot be read.
    static func load(named name: String?, environment: [String: String]) throws -> NATSContext? {
        guard let folder = folder(environment) else { return nil }
        guard let name = name ?? selected(in: folder) else { return nil }
        guard !name.isEmpty, !name.contains("/"), name != "..", name != "." else {
            throw CommandFailure("\"\(name)\" cannot be the name of a context", status: ExitStatus.usage)
        }
        let path = "\(folder)/context/\(name).json"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                "the context \"\(name)\" cannot be read from \(path); see `nats context ls`",
                status: ExitStatus.usage)
        }
        do {
            return NATSContext(try JSONValue(parsing: Array(data)), home: environment["HOME"] ?? "")
        } catch {
            throw CommandFailure("the context file \(path) is not JSON: \(error)", status: ExitStatus.usage)
        }
    }

    private static func folder(_ environment: [String: String]) -> String? {
        if let base = environment["XDG_CONFIG_HOME"], !base.isEmpty { return base + "/nats" }
        return environment["HOME"].map { $0 + "/.config/nats" }
    }

    private static func selected(in folder: String) -> String? {
        guard let data = FileManager.default.contents(atPath: folder + "/context.txt") else { return nil }
        let name = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).first
        return name.map(String.init)
    }

    init(_ json: JSONValue, home: String) {
        func text(_ key: String) -> String? {
            json[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        func path(_ key: String) -> String? {
            text(key).map { $0.hasPrefix("~/") ? home + $0.dropFirst() : $0 }
        }
        url = text("url")
        user = text("user")
        password = text("password")
        token = text("token")
        creds = path("creds")
        nkey = path("nkey")
        certificateAuthority = path("ca")
        certificate = path("cert")
        key = path("key")
        inboxPrefix = text("inbox_prefix")
    }
}
