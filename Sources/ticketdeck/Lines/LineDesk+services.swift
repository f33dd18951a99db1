import Dashboard
import Tickets

// How the service is, in words.
extension LineDesk {
    /// Asks the instances once and says what they answer.
    func sayServices() async {
        services.set(nil)
        backend.watchServices(true)
        let reading = await firstReading()
        backend.watchServices(false)
        switch reading {
        case nil: voice.say("The services did not answer in time.")
        case .unavailable(let reason): voice.say("The services cannot be asked: \(reason).")
        case .instances(let instances):
            let now = Timestamp.now
            voice.say("The service: \(ServiceVerdict(instances, silentSince: nil, now: now).text).")
            for instance in instances {
                for line in ServiceSpeech.lines(instance, now: now) { voice.say(line) }
            }
        }
    }

    private func firstReading() async -> ServiceReading? {
        let services = services
        return await withTaskGroup(of: ServiceReading?.self) { group in
            group.addTask {
                for await reading in services.values() { if let reading { return reading } }; return nil
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(5))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

/// Instances of services in words for a voice.
enum ServiceSpeech {
    /// An instance, and below it what is wrong with it.
    static func lines(_ instance: InstanceStatus, now: Timestamp) -> [String] {
        var words = ["\(instance.service) \(instance.shortID): \(instance.stateWords(at: now))"]
        if !instance.version.isEmpty { words.append("version \(instance.version)") }
        if let started = instance.started { words.append("started \(TicketText.moment(started)) UTC") }
        words.append(count(instance.requests, "request"))
        words.append(count(instance.errors, "error"))
        let health = instance.endpoints.lazy.compactMap(\.health).first
        if let health {
            words.append(count(UInt64(clamping: health.tickets), "ticket"))
            words.append("\(count(UInt64(clamping: health.pendingEvents), "event")) waiting")
            words.append(health.hasJetStream ? "JetStream available" : "no JetStream")
        }
        var lines = [words.joined(separator: ", ") + (instance.isHere ? ", in this program." : ".")]
        lines += instance.reasons.map { "Degraded: \($0)." }
        if !instance.lastError.isEmpty { lines.append("Last error: \(instance.lastError).") }
        return lines
    }

    private static func count(_ number: UInt64, _ unit: String) -> String {
        "\(number) \(unit)\(number == 1 ? "" : "s")"
    }
}
