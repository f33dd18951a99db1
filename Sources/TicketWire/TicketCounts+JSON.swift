import JSON
import Tickets

extension TicketCounts {
    /// Writes `total`, `status` and `priority` as members of the object that was begun.
    func writeMembers(to writer: inout JSONWriter) {
        writer.key("total")
        writer.value(total)
        writer.key("status")
        writer.beginObject()
        for status in Status.allCases {
            writer.key(status.rawValue)
            writer.value(self[status])
        }
        writer.endObject()
        writer.key("priority")
        writer.beginObject()
        for priority in Priority.allCases {
            writer.key(priority.rawValue)
            writer.value(self[priority])
        }
        writer.endObject()
    }

    init(decoding json: JSONValue) throws(WireError) {
        let fields = try WireObject(json, "counts")
        let byStatus = try WireObject(json["status"], "counts.status")
        let byPriority = try WireObject(json["priority"], "counts.priority")
        var statuses: [Status: Int] = [:]
        for status in Status.allCases {
            statuses[status] = try byStatus.optional(status.rawValue, readCount)
        }
        var priorities: [Priority: Int] = [:]
        for priority in Priority.allCases {
            priorities[priority] = try byPriority.optional(priority.rawValue, readCount)
        }
        self.init(
            total: try fields.required("total", readCount), byStatus: statuses, byPriority: priorities)
    }
}

extension TenantCounts {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("tenant_id", tenant.name)
        counts.writeMembers(to: &writer)
        writer.endObject()
    }

    init(decoding json: JSONValue) throws(WireError) {
        let fields = try WireObject(json, "entry")
        self.init(
            tenant: try fields.required("tenant_id") { $0.string.flatMap(Tenant.init) },
            counts: try TicketCounts(decoding: json))
    }
}

private func readCount(_ json: JSONValue) -> Int? { json.integer.flatMap { Int(exactly: $0) } }
