import FoundationEssentials
import Tickets

/// The tenant that was shown last, kept from one start to the next.
struct LastTenant: Sendable {
    private let path: String

    init(folder: String) { path = folder + "/last-tenant" }

    /// The name in the file; `nil` when there is none.
    func load() -> Tenant? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return Tenant(String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace })
    }

    /// Writes the name. Losing it costs one key, so a failure is not an error.
    func save(_ tenant: Tenant) {
        try? Data((tenant.name + "\n").utf8).write(to: URL(filePath: path), options: .atomic)
    }
}
