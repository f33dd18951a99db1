import Dashboard
import FoundationEssentials
import Glibc
import JSON
import Synchronization
import Tickets

/// The form that is open, on disk, so that nothing typed is lost with the process.
///
/// Each dashboard has a file of its own, named after its process; a file whose process is gone is a
/// draft to offer again.
final class DraftFile: Sendable {
    private struct Orphan {
        let path: String
        let draft: SavedDraft
    }

    let folder: String
    /// What was offered and not yet taken.
    private let offered = Mutex<Orphan?>(nil)

    init(folder: String) { self.folder = folder + "/drafts" }

    private var own: String { "\(folder)/\(getpid()).json" }

    /// Writes the form, whole or not at all.
    func save(_ draft: SavedDraft) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(DraftFile.encode(draft).encoded).write(to: URL(filePath: own), options: .atomic)
        offered.withLock { orphan in
            guard let taken = orphan, taken.draft == draft else { return }
            try? FileManager.default.removeItem(atPath: taken.path)
            orphan = nil
        }
    }

    /// Removes the own draft.
    func discard() { try? FileManager.default.removeItem(atPath: own) }

    /// The newest draft of a process that is gone. It stays where it is until it is saved as this
    /// process's own, so that it is offered again when it is not taken.
    func offer() -> SavedDraft? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let orphans = names.filter { $0.hasSuffix(".json") && !isOwnerAlive($0) }
        let newestFirst = orphans.sorted { age(of: $0) < age(of: $1) }
        for name in newestFirst {
            let path = spared("\(folder)/\(name)")
            guard let data = FileManager.default.contents(atPath: path),
                let json = try? JSONValue(parsing: Array(data)), let draft = DraftFile.decode(json)
            else { continue }
            offered.withLock { $0 = Orphan(path: path, draft: draft) }
            return draft
        }
        return nil
    }

    /// A draft of a process that had the number of this one makes room for this one's own.
    private func spared(_ path: String) -> String {
        guard path == own else { return path }
        let other = "\(folder)/left-\(UUID()).json"
        return unsafe rename(path, other) == 0 ? other : path
    }

    private func isOwnerAlive(_ name: String) -> Bool {
        guard let process = Int32(name.dropLast(5)), process > 0 else { return false }
        // The number may be another program's by now.
        return process != getpid() && (kill(process, 0) == 0 || errno == EPERM)
            && programName(of: process) == programName(of: getpid())
    }

    private func programName(of process: Int32) -> String? {
        try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
    }

    private func age(of name: String) -> TimeInterval {
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
        return -((attributes?[.modificationDate] as? Date)?.timeIntervalSinceNow ?? -.infinity)
    }

    private static func encode(_ draft: SavedDraft) -> JSONValue {
        var object = JSONObject([("tenant", .string(draft.tenant.name))])
        object["ticket"] = draft.ticket.map { .string($0.description) }
        object["revision"] = draft.revision.map { .integer(Int64($0)) }
        object["request_key"] = draft.requestKey.map { .string($0) }
        let fields = draft.fields.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        object["fields"] = .object(JSONObject(fields))
        let base = draft.base.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        object["base"] = .object(JSONObject(base))
        return .object(object)
    }

    private static func decode(_ json: JSONValue) -> SavedDraft? {
        guard let tenant = json["tenant"]?.string.flatMap({ Tenant($0) }), let fields = json["fields"]?.object
        else {
            return nil
        }
        return SavedDraft(
            tenant: tenant, ticket: json["ticket"]?.string.flatMap { TicketID($0) },
            revision: json["revision"]?.integer.flatMap { Int(exactly: $0) },
            fields: texts(fields), base: json["base"]?.object.map(texts) ?? [:],
            requestKey: json["request_key"]?.string)
    }

    private static func texts(_ object: JSONObject) -> [String: String] {
        let texts = object.members.compactMap { member in member.value.string.map { (member.key, $0) } }
        return Dictionary(texts, uniquingKeysWith: { $1 })
    }
}
