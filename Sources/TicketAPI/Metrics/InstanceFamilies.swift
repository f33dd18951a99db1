import TicketWire

/// What the service's instances say of themselves, as metrics.
enum InstanceFamilies {
    private typealias Labels = [(name: StaticString, value: String)]
    /// One endpoint of one instance.
    private typealias Place = (figures: EndpointFigures, labels: Labels)
    /// What an instance says of itself; it does so with every endpoint, and it is written once.
    private typealias State = (health: EndpointHealth, labels: Labels)

    /// Writes the families of the service's instances; none when they could not be asked, so that their number is
    /// unknown and not 0.
    static func write(_ instances: [InstanceAnswer]?, to text: inout Exposition) {
        guard let instances else { return }
        text.begin("ticket_service_instances", .gauge, "Instances of the service that answer.")
        text.sample(Double(instances.count))
        text.begin("ticket_service_info", .gauge, "Always 1; the labels tell about the instance.")
        for instance in instances {
            text.sample(
                1,
                labels(instance) + [
                    ("service", instance.identity.key.service), ("version", instance.identity.version),
                ])
        }
        let places = instances.flatMap { instance in
            (instance.statistics?.endpoints ?? []).map { figures -> Place in
                (figures, labels(instance) + [("endpoint", figures.name)])
            }
        }
        writeCounts(places, to: &text)
        writeLatency(places, to: &text)
        writeStates(
            instances.compactMap { instance in
                instance.statistics?.endpoints.lazy.compactMap(\.health).first.map { ($0, labels(instance)) }
            }, to: &text)
    }

    private static func labels(_ instance: InstanceAnswer) -> Labels {
        [("instance_id", instance.identity.key.id)]
    }

    private static func writeCounts(_ places: [Place], to text: inout Exposition) {
        text.begin("ticket_service_requests_total", .counter, "Requests that an instance took, by endpoint.")
        for place in places { text.sample(Double(place.figures.requests), place.labels) }
        text.begin("ticket_service_errors_total", .counter, "Requests that an instance refused, by endpoint.")
        for place in places { text.sample(Double(place.figures.errors), place.labels) }
        text.begin(
            "ticket_service_processing_seconds_total", .counter, "Time spent on requests, by endpoint.")
        for place in places { text.sample(place.figures.processing / .seconds(1), place.labels) }
        text.begin("ticket_service_subscription_active", .gauge, "1 while the endpoint gets requests.")
        for place in places {
            if let health = place.figures.health { text.sample(health.isSubscribed ? 1 : 0, place.labels) }
        }
    }

    private static func writeLatency(_ places: [Place], to text: inout Exposition) {
        text.begin("ticket_service_latency_seconds", .gauge, "Time of requests, by endpoint and quantile.")
        for place in places {
            guard let latency = place.figures.health?.latency else { continue }
            let quantiles = [
                ("0.5", latency.p50), ("0.95", latency.p95), ("0.99", latency.p99), ("1", latency.maximum),
            ]
            for (quantile, time) in quantiles {
                text.sample(time / .seconds(1), place.labels + [("quantile", quantile)])
            }
        }
    }

    private static func writeStates(_ states: [State], to text: inout Exposition) {
        text.begin("ticket_service_requests_refused_total", .counter, "Requests that were not looked at.")
        for state in states { text.sample(Double(state.health.requestsRefused), state.labels) }
        let families: [(name: StaticString, help: StaticString, read: (EndpointHealth) -> Double)] = [
            ("ticket_service_tickets", "Tickets that the instance holds.", { Double($0.tickets) }),
            (
                "ticket_service_pending_events", "Events that are not published yet.",
                { Double($0.pendingEvents) }
            ),
            (
                "ticket_service_requests_in_flight", "Requests that are being worked on.",
                { Double($0.requestsUnderWay) }
            ),
            (
                "ticket_service_nats_connected", "1 while the instance has a server.",
                { $0.isConnected ? 1 : 0 }
            ),
            (
                "ticket_service_jetstream_available", "1 while JetStream answers it.",
                { $0.jetStreamIsAvailable ? 1 : 0 }
            ),
            (
                "ticket_service_degraded_reasons", "How many things are wrong with the instance.",
                { Double($0.degraded.count) }
            ),
        ]
        for family in families {
            text.begin(family.name, .gauge, family.help)
            for state in states { text.sample(family.read(state.health), state.labels) }
        }
    }
}
