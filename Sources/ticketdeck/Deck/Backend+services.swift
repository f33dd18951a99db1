import CommandOptions
import Dashboard
import JSON
import NATS
import TicketClient
import TicketWire
import Tickets

// The instances of all services, asked while the service view is shown.
extension Backend {
    /// Asks whenever somebody looks, and passes what they say on.
    ///
    /// - Parameter own: the id of the instance in this process.
    func askServices(_ connection: Connection, own: String? = nil) async {
        let watch = ServiceWatch(connection)
        for await isWatching in serviceWatch.values() where isWatching {
            await watch.run(while: { self.serviceWatch.current }) { reading in
                switch reading {
                case .instances(let instances):
                    let (now, instant) = (Timestamp.now, ContinuousClock.now)
                    let known = instances.map {
                        InstanceStatus(
                            $0, ours: self.plan.settings.serviceName, own: own, now: now, instant: instant)
                    }
                    self.queue.post(.services(.instances(known)))
                case .unavailable(let error):
                    self.queue.post(.services(.unavailable(reason: error.message)))
                }
            }
        }
    }

    /// Says that there is nobody to ask.
    func askNoServices() async {
        let reason = "the service runs in this program, without a server: no instance can be asked"
        for await isWatching in serviceWatch.values() where isWatching {
            queue.post(.services(.unavailable(reason: reason)))
        }
    }
}

extension InstanceStatus {
    /// - Parameters:
    ///   - ours: the name of the service that the dashboard asks.
    ///   - own: the id of the instance in this process.
    init(
        _ instance: WatchedInstance, ours: String, own: String?, now: Timestamp,
        instant: ContinuousClock.Instant
    ) {
        let (identity, statistics) = (instance.identity, instance.statistics)
        let endpoints = statistics?.endpoints ?? []
        let rates = instance.rates ?? []
        self.init(
            service: identity.key.service, instance: identity.key.id, isOurs: identity.key.service == ours,
            isHere: identity.key.id == own,
            state: instance.goneSince.map { .gone(since: now.advanced(by: instant.duration(to: $0))) }
                ?? .answering,
            version: identity.version, explanation: instance.information?.description ?? "",
            metadata: Field.all(identity.metadata), started: statistics?.started,
            roundTrip: instance.roundTrip, rate: instance.rate.map(Rate.init),
            endpoints: endpoints.enumerated().map { index, figures in
                EndpointStatus(
                    figures, instance.information?.endpoints.first { $0.subject == figures.subject },
                    rates.indices.contains(index) ? rates[index] : nil)
            })
    }
}

extension InstanceStatus.Rate {
    fileprivate init(_ rate: WatchedInstance.Rate) { self.init(requests: rate.requests, errors: rate.errors) }
}

extension InstanceStatus.Field {
    fileprivate static func all(_ metadata: [String: String]) -> [InstanceStatus.Field] {
        metadata.sorted { $0.key < $1.key }.map { InstanceStatus.Field(name: $0.key, value: $0.value) }
    }
}

extension EndpointStatus {
    /// So many characters of what another service adds are shown.
    private static let otherLimit = 4000

    fileprivate init(
        _ figures: EndpointFigures, _ information: EndpointInformation?, _ rate: WatchedInstance.Rate?
    ) {
        let health = figures.health
        let other = health == nil ? figures.data.map { JSONValue.object($0).text } ?? "" : ""
        self.init(
            name: figures.name, subject: figures.subject, queueGroup: figures.queueGroup,
            metadata: InstanceStatus.Field.all(information?.metadata ?? [:]), requests: figures.requests,
            errors: figures.errors, lastError: figures.lastError, averageTime: figures.averageProcessing,
            rate: rate.map(InstanceStatus.Rate.init), health: health.map(Health.init),
            other: String(other.prefix(EndpointStatus.otherLimit)))
    }
}

extension EndpointStatus.Health {
    fileprivate init(_ health: EndpointHealth) {
        self.init()
        isConnected = health.isConnected
        hasJetStream = health.jetStreamIsAvailable
        takesRequests = health.isSubscribed
        lastRequest = health.lastRequest
        latency = health.latency.map {
            EndpointStatus.Latency(p50: $0.p50, p95: $0.p95, p99: $0.p99, maximum: $0.maximum)
        }
        store = health.store
        tickets = health.tickets
        pendingEvents = health.pendingEvents
        underWay = health.requestsUnderWay
        refused = health.requestsRefused
        reasons = health.degraded
    }
}
