import JSON

/// Asks one server how it is.
struct NodeProbe: Sendable {
    /// What a round of questions found.
    enum Finding: Sendable {
        /// The monitoring endpoint answered, after this time in all.
        case reading(NodeReading, roundTrip: Duration)
        /// Only the client port answered; why the monitoring endpoint did not.
        case greeting(serverID: String, name: String, version: String, reason: String)
        /// Nothing answered, for this reason.
        case silence(reason: String)
    }

    /// Where to ask; neither is known of a server that only the system account tells of.
    struct Addresses: Sendable, Hashable {
        let client: ServerAddress?
        let monitoring: ServerAddress?
    }

    private static let streamsPath = "/jsz?accounts=true&streams=true&consumers=true&config=true"

    let addresses: Addresses
    private let monitoringClient: MonitoringClient?
    private let greetingClient: MonitoringClient?

    init(_ addresses: Addresses) {
        self.addresses = addresses
        monitoringClient = addresses.monitoring.map { MonitoringClient($0) }
        greetingClient = addresses.client.map { MonitoringClient($0, sizeLimit: 64 << 10) }
    }

    /// Asks everything, within the time given: two parts of it for the monitoring endpoint, one for the
    /// client port.
    func ask(within limit: Duration) async -> Finding {
        let start = ContinuousClock.now
        let failure: ClusterError
        do {
            let reading = try await read(until: start + limit / 3 * 2)
            return .reading(reading, roundTrip: start.duration(to: .now))
        } catch { failure = error }
        guard let greetingClient else { return .silence(reason: failure.description) }
        do {
            let info = try await greetingClient.greeting(until: start + limit)
            return greeting(info, after: failure)
        } catch {
            return .silence(reason: error.description)
        }
    }

    private func greeting(_ info: JSONValue, after failure: ClusterError) -> Finding {
        let serverID = info["server_id"]?.string ?? ""
        let name = info["server_name"]?.string ?? ""
        return .greeting(
            serverID: serverID, name: name == serverID ? "" : name, version: info["version"]?.string ?? "",
            reason: failure.description)
    }

    private func read(until deadline: ContinuousClock.Instant) async throws(ClusterError) -> NodeReading {
        guard let monitoringClient else {
            throw ClusterError(.unreachable, "no monitoring address is known")
        }
        let server = try await monitoringClient.get("/varz", until: deadline)
        // What comes after it may fail alone: half a reading is better than none. The streams, which may be
        // many, come last, so that they cost nobody else the time.
        let routes = try? await monitoringClient.get("/routez", until: deadline)
        let checks = await checks(of: monitoringClient, until: deadline)
        let hasJetStream = server.body["jetstream"]?["stats"] != nil
        let jetStream =
            hasJetStream ? try? await monitoringClient.get(NodeProbe.streamsPath, until: deadline) : nil
        guard
            let reading = NodeReading(
                server: server.body, jetStream: jetStream?.body, routes: routes?.body, checks: checks,
                askedAt: monitoringClient.address)
        else { throw ClusterError(.malformed, "\(monitoringClient.address) is not a NATS server") }
        return reading
    }

    /// The strongest check holds the weaker ones: those are asked only when it fails.
    private func checks(
        of monitoringClient: MonitoringClient, until deadline: ContinuousClock.Instant
    ) async -> NodeChecks {
        func ask(_ query: String) async -> NodeChecks.Outcome {
            guard let reply = try? await monitoringClient.get("/healthz\(query)", until: deadline) else {
                return .unknown
            }
            return NodeChecks.Outcome(reply.body, status: reply.status)
        }
        let all = await ask("")
        if all == .passed {
            return NodeChecks(jetStreamEnabled: .passed, inContact: .passed, assetsCurrent: .passed)
        }
        return NodeChecks(
            jetStreamEnabled: await ask("?js-enabled-only=true"),
            inContact: await ask("?js-server-only=true"), assetsCurrent: all)
    }
}
