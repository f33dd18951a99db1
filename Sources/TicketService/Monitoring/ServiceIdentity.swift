import NATS
import TicketWire
import Tickets

/// Who a service instance is, to those who ask with the services protocol (NATS ADR-32).
struct ServiceIdentity: Sendable {
    static let description = "Tickets of any number of tenants: create, get, list, update, delete, history."

    /// The same for all instances; also their queue group.
    let name: String
    /// A semantic version: the program's.
    let version: String
    /// Another one at each start.
    let id = UniqueName.make()
    let started: Timestamp

    init(name: String, version: String, started: Timestamp) {
        self.name = name
        self.version = version
        self.started = started
    }

    var key: InstanceKey { InstanceKey(service: name, id: id) }
}
