import Screen
import Tickets

/// The service view.
struct ServicesState: Sendable, Hashable {
    /// How requests and errors a second went.
    struct Trend: Sendable, Hashable {
        /// So many readings are kept.
        static let length = 120
        var requests = Series(capacity: length)
        var errors = Series(capacity: length)
    }

    /// `nil` before the first reading.
    private(set) var instances: [InstanceStatus]?
    private(set) var trends: [InstanceStatus.ID: Trend] = [:]
    /// Why nobody can be asked.
    var problem: String?
    /// Since when no instance of the ticket service answers.
    private(set) var silentSince: Timestamp?
    var viewport = ListViewport()
    /// The instance that the cursor was on when the view was left.
    private var remembered: InstanceStatus.ID?
    /// The instance whose page is open.
    var opened: InstanceStatus.ID?
    var page = ScrollPane()
    /// Whether the instances are being asked.
    private(set) var isWatching = false

    var count: Int { instances?.count ?? 0 }

    var selected: InstanceStatus? {
        guard let instances, instances.indices.contains(viewport.cursor) else { return nil }
        return instances[viewport.cursor]
    }

    var openedInstance: InstanceStatus? { opened.flatMap { id in instances?.first { $0.id == id } } }

    /// The instance that the cursor belongs on.
    var wanted: InstanceStatus.ID? { selected?.id ?? remembered }

    /// Begins or ends the asking: what was read before is old then.
    mutating func watch(_ isWatching: Bool) {
        remembered = wanted
        self.isWatching = isWatching
        instances = nil
        trends = [:]
        problem = nil
    }

    /// Takes a reading in.
    ///
    /// - Parameter silentSince: since when the service is silent as far as the connection knows.
    mutating func take(_ new: [InstanceStatus], at now: Timestamp, silentSince: Timestamp?) {
        var trends: [InstanceStatus.ID: Trend] = [:]
        for instance in new {
            var trend = self.trends[instance.id] ?? Trend()
            trend.requests.append(instance.rate?.requests)
            trend.errors.append(instance.rate?.errors)
            trends[instance.id] = trend
        }
        self.trends = trends
        problem = nil
        instances = new.filter(\.isOurs) + new.filter { !$0.isOurs }
        let ours = new.filter(\.isOurs)
        if ours.contains(where: { $0.goneSince == nil }) {
            self.silentSince = nil
        } else {
            self.silentSince =
                self.silentSince
                ?? [ours.compactMap(\.goneSince).max(), silentSince, now].compactMap { $0 }.min()
        }
    }
}
