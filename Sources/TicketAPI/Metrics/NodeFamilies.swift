import Cluster

/// The health of the servers, as metrics.
enum NodeFamilies {
    private typealias Reader = @Sendable (NodeHealth) -> Double?

    /// Writes the families of the servers.
    static func write(_ nodes: [NodeHealth], to text: inout Exposition) {
        let named = nodes.map { node in
            // Two servers may bear one name, but not one address.
            let address = node.clientAddress ?? node.monitoringAddress
            let labels: [(name: StaticString, value: String)] = [
                ("node", node.name), ("address", address?.description ?? node.id),
            ]
            return (node: node, labels: labels)
        }
        for (name, kind, help, read) in families {
            text.begin(name, kind, help)
            for (node, labels) in named {
                if let value = read(node) { text.sample(value, labels) }
            }
        }
    }

    private static let families: [(StaticString, Exposition.Kind, StaticString, Reader)] = [
        ("nats_node_up", .gauge, "1 while the server serves clients.", { isUp($0) ? 1 : 0 }),
        (
            "nats_node_healthy", .gauge, "1 while nothing is wrong with the server.",
            { $0.state == .up ? 1 : 0 }
        ),
        (
            "nats_node_connected", .gauge, "1 for the server that the API is connected to.",
            { $0.isConnected ? 1 : 0 }
        ),
        (
            "nats_node_round_trip_seconds", .gauge, "Time of the last round of questions.",
            { $0.roundTrip.map { $0 / .seconds(1) } }
        ),
        (
            "nats_node_uptime_seconds", .gauge, "Time since the server's start.",
            { $0.reading.map { $0.uptime / .seconds(1) } }
        ),
        ("nats_node_cpu_percent", .gauge, "Percent of one core.", { $0.reading?.cpuPercent }),
        ("nats_node_memory_bytes", .gauge, "Resident memory.", number(\.memoryBytes)),
        ("nats_node_connections", .gauge, "Clients connected.", number(\.connections)),
        ("nats_node_subscriptions", .gauge, "Subscriptions held.", number(\.subscriptions)),
        ("nats_node_routes", .gauge, "Other servers it has a route to.", number(\.routes)),
        (
            "nats_node_slow_consumers_total", .counter, "Clients cut off for reading too slowly.",
            number(\.slowConsumers)
        ),
        (
            "nats_node_messages_in_total", .counter, "Messages that the server took.",
            number(\.traffic.messagesIn)
        ),
        (
            "nats_node_messages_out_total", .counter, "Messages that the server sent.",
            number(\.traffic.messagesOut)
        ),
        ("nats_node_bytes_in_total", .counter, "Bytes that the server took.", number(\.traffic.bytesIn)),
        ("nats_node_bytes_out_total", .counter, "Bytes that the server sent.", number(\.traffic.bytesOut)),
        ("nats_node_jetstream_memory_bytes", .gauge, "Memory that JetStream uses.", jetStream(\.memoryBytes)),
        ("nats_node_jetstream_file_bytes", .gauge, "Disk that JetStream uses.", jetStream(\.fileBytes)),
        ("nats_node_jetstream_streams", .gauge, "Streams with a replica here.", jetStream(\.streams)),
        ("nats_node_jetstream_messages", .gauge, "Messages in those streams.", jetStream(\.messages)),
        (
            "nats_node_jetstream_api_errors_total", .counter, "JetStream requests answered with an error.",
            jetStream(\.apiErrors)
        ),
        (
            "nats_node_meta_leader", .gauge, "1 for the server that leads the metadata.",
            { node in
                node.reading?.jetStream.map { $0.metaLeader == node.name ? 1 : 0 }
            }
        ),
    ]

    private static func isUp(_ node: NodeHealth) -> Bool {
        switch node.state {
        case .up, .degraded, .unmonitored: true
        case .unknown, .down: false
        }
    }

    private static func number<Number: BinaryInteger>(
        _ path: any KeyPath<NodeReading, Number> & Sendable
    ) -> Reader {
        { node in node.reading.map { Double($0[keyPath: path]) } }
    }

    private static func jetStream<Number: BinaryInteger>(
        _ path: any KeyPath<NodeReading.JetStream, Number> & Sendable
    ) -> Reader {
        { node in node.reading?.jetStream.map { Double($0[keyPath: path]) } }
    }
}
