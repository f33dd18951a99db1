import JSON

/// What one instance of the service says of itself (NATS ADR-32).
struct InstanceReading {
    let id: String
    private let service: String
    private let version: String
    private let endpoints: [(name: String, statistics: JSONValue)]

    /// Reads an answer to `$SRV.STATS`; `nil` for the answer of anyone else.
    init?(_ payload: [UInt8], of service: String) {
        guard let json = try? JSONValue(parsing: payload), json["name"]?.string == service,
            json["type"]?.string == "io.nats.micro.v1.stats_response", let id = json["id"]?.string
        else { return nil }
        self.id = id
        self.service = service
        version = json["version"]?.string ?? ""
        endpoints = (json["endpoints"]?.array ?? []).map { ($0["name"]?.string ?? "", $0) }
    }
}

extension InstanceReading {
    /// Writes the families of the service's instances.
    static func write(_ instances: [InstanceReading], to text: inout Exposition) {
        text.begin("ticket_service_instances", .gauge, "Instances of the service that answer.")
        text.sample(Double(instances.count))
        text.begin("ticket_service_info", .gauge, "Always 1; the labels tell about the instance.")
        for instance in instances {
            text.sample(
                1, [("instance_id", instance.id), ("service", instance.service), ("version", instance.version)])
        }
        writeEndpoints(instances, to: &text)
        writeData(instances, to: &text)
    }

    private static func writeEndpoints(_ instances: [InstanceReading], to text: inout Exposition) {
        text.begin("ticket_service_requests_total", .counter, "Requests that an instance took, by endpoint.")
        each(instances, "num_requests", to: &text)
        text.begin("ticket_service_errors_total", .counter, "Requests that an instance refused, by endpoint.")
        each(instances, "num_errors", to: &text)
        text.begin("ticket_service_processing_seconds_total", .counter, "Time spent on requests, by endpoint.")
        each(instances, "processing_time", scale: 1e-9, to: &text)
        text.begin("ticket_service_latency_seconds", .gauge, "Time of requests, by endpoint and quantile.")
        for instance in instances {
            for endpoint in instance.endpoints {
                for (quantile, key) in [("0.5", "p50_us"), ("0.95", "p95_us"), ("0.99", "p99_us"), ("1", "max_us")] {
                    guard let value = endpoint.statistics["data"]?[key]?.number else { continue }
                    text.sample(
                        value / 1_000_000,
                        [("instance_id", instance.id), ("endpoint", endpoint.name), ("quantile", quantile)])
                }
            }
        }
        text.begin("ticket_service_subscription_active", .gauge, "1 while the endpoint gets requests.")
        for instance in instances {
            for endpoint in instance.endpoints {
                guard let isActive = endpoint.statistics["data"]?["subscription_active"]?.bool else { continue }
                text.sample(isActive ? 1 : 0, [("instance_id", instance.id), ("endpoint", endpoint.name)])
            }
        }
    }

    private static func each(
        _ instances: [InstanceReading], _ key: String, scale: Double = 1, to text: inout Exposition
    ) {
        for instance in instances {
            for endpoint in instance.endpoints {
                guard let value = endpoint.statistics[key]?.number else { continue }
                text.sample(value * scale, [("instance_id", instance.id), ("endpoint", endpoint.name)])
            }
        }
    }

    /// What an instance tells of itself with every endpoint is written once.
    private static func writeData(_ instances: [InstanceReading], to text: inout Exposition) {
        let families: [(name: StaticString, key: String, help: StaticString)] = [
            ("ticket_service_tickets", "tickets", "Tickets that the instance holds."),
            ("ticket_service_pending_events", "pending_events", "Events that are not published yet."),
            ("ticket_service_requests_in_flight", "requests_under_way", "Requests that are being worked on."),
            ("ticket_service_requests_refused", "requests_refused", "Requests that were not looked at."),
            ("ticket_service_nats_connected", "nats_connected", "1 while the instance has a server."),
            ("ticket_service_jetstream_available", "jetstream_available", "1 while JetStream answers it."),
        ]
        for family in families {
            text.begin(family.name, .gauge, family.help)
            for instance in instances {
                let value = instance.endpoints.first?.statistics["data"]?[family.key]
                guard let number = value?.number ?? value?.bool.map({ $0 ? 1 : 0 }) else { continue }
                text.sample(number, [("instance_id", instance.id)])
            }
        }
        text.begin("ticket_service_degraded_reasons", .gauge, "How many things are wrong with the instance.")
        for instance in instances {
            let reasons = instance.endpoints.first?.statistics["data"]?["degraded"]?.array ?? []
            text.sample(Double(reasons.count), [("instance_id", instance.id)])
        }
    }
}
