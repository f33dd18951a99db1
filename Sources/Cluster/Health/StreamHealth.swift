/// A stream, as its leader tells of it.
public struct StreamHealth: Sendable, Hashable, Identifiable {
    /// A consumer of the stream, as its own leader tells of it.
    public struct Consumer: Sendable, Hashable, Identifiable {
        public let name: String
        public var id: String { name }
        public let group: GroupHealth
        /// Messages that it has still to deliver.
        public let pending: Int64
        /// Messages delivered and not acknowledged yet.
        public let acknowledgementsPending: Int64
        /// Messages delivered more than once.
        public let redelivered: Int64
        /// Requests for messages that wait.
        public let waiting: Int64
    }

    /// The account and the name: names are unique in an account only.
    public var id: String { "\(account)/\(name)" }
    /// The account that has it.
    public let account: String
    public let name: String
    public let group: GroupHealth
    public let isInMemory: Bool
    public let subjects: [String]
    public let messages: Int64
    public let bytes: Int64
    public let firstSequence: UInt64
    public let lastSequence: UInt64
    public let consumers: [Consumer]
    /// Whether nobody tells of it any more, since all servers that had it are down or cannot be read.
    public let isRemembered: Bool
}

extension StreamHealth {
    /// Puts together what the servers say of one stream.
    ///
    /// - Parameter views: what each server that answers says; at least one.
    init?(views: [(server: String, stream: StreamReading)], sight: ServerSight) {
        guard let first = views.first else { return nil }
        let groups = views.compactMap { view in view.stream.group.map { (server: view.server, group: $0) } }
        group =
            groups.isEmpty
            ? GroupHealth(alone: first.server)
            : GroupHealth(views: groups, sight: sight, size: first.stream.replicas)
        let leader = group.leader
        // Without a leader the replica that has most tells.
        let source =
            views.first { $0.server == leader }
            ?? views.max { $0.stream.lastSequence < $1.stream.lastSequence } ?? first
        let stream = source.stream
        account = stream.account
        name = stream.name
        isInMemory = stream.isInMemory
        subjects = stream.subjects
        messages = stream.messages
        bytes = stream.bytes
        firstSequence = stream.firstSequence
        lastSequence = stream.lastSequence
        consumers = StreamHealth.consumers(views, sight)
        isRemembered = false
    }

    /// The same stream when nobody tells of it any more.
    func abandoned(_ sight: ServerSight) -> StreamHealth {
        StreamHealth(self, group: group.abandoned(sight))
    }

    private init(_ stream: StreamHealth, group: GroupHealth) {
        (account, name, self.group) = (stream.account, stream.name, group)
        (isInMemory, subjects) = (stream.isInMemory, stream.subjects)
        (messages, bytes) = (stream.messages, stream.bytes)
        (firstSequence, lastSequence) = (stream.firstSequence, stream.lastSequence)
        consumers = []
        isRemembered = true
    }

    /// Each consumer from its own leader, by name.
    private static func consumers(
        _ views: [(server: String, stream: StreamReading)], _ sight: ServerSight
    ) -> [Consumer] {
        var told: [String: [(server: String, consumer: StreamReading.Consumer)]] = [:]
        for view in views {
            for consumer in view.stream.consumers {
                told[consumer.name, default: []].append((view.server, consumer))
            }
        }
        return told.sorted { $0.key < $1.key }.compactMap { Consumer(views: $0.value, sight: sight) }
    }
}

extension StreamHealth.Consumer {
    fileprivate init?(
        views: [(server: String, consumer: StreamReading.Consumer)], sight: ServerSight
    ) {
        guard let first = views.first else { return nil }
        let groups = views.compactMap { view in view.consumer.group.map { (server: view.server, group: $0) } }
        let group =
            groups.isEmpty
            ? GroupHealth(alone: first.server) : GroupHealth(views: groups, sight: sight, size: 1)
        let consumer = (views.first { $0.server == group.leader } ?? first).consumer
        self.group = group
        name = consumer.name
        pending = consumer.pending
        acknowledgementsPending = consumer.acknowledgementsPending
        redelivered = consumer.redelivered
        waiting = consumer.waiting
    }
}
