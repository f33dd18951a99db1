import TicketWire

/// Which instances of services there are, and which there were a little while ago.
struct ServiceRoster {
    /// How often an instance is asked what it offers before it is let be.
    private static let patience = 3

    private var members: [InstanceKey: WatchedInstance] = [:]
    private let keepsGone: Duration

    /// - Parameter keepsGone: how long an instance that is gone is still shown.
    init(keepsGone: Duration) { self.keepsGone = keepsGone }

    /// All of them, by name and id.
    var instances: [WatchedInstance] {
        members.values.sorted {
            let (left, right) = ($0.identity.key, $1.identity.key)
            return (left.service, left.id) < (right.service, right.id)
        }
    }

    /// Those that answered last time.
    var present: Set<InstanceKey> { Set(members.filter { $0.value.goneSince == nil }.keys) }

    /// Takes the answers of a round in.
    ///
    /// - Returns: those that were there before and did not answer.
    mutating func note(
        _ pings: [ServiceSurvey.Answer], _ statistics: [ServiceSurvey.Answer],
        at now: ContinuousClock.Instant
    ) -> [InstanceKey] {
        let before = present
        var heard: Set<InstanceKey> = []
        // What is not measured this time is not known.
        for key in before {
            members[key]?.roundTrip = nil
            members[key]?.rates = nil
        }
        for answer in pings {
            heard.insert(meet(answer))
            members[answer.instance.identity.key]?.roundTrip = answer.roundTrip
        }
        for answer in statistics {
            heard.insert(meet(answer))
            guard let counted = answer.instance.statistics else { continue }
            members[answer.instance.identity.key]?.take(counted, at: now)
        }
        return before.subtracting(heard).sorted { $0.id < $1.id }
    }

    private mutating func meet(_ answer: ServiceSurvey.Answer) -> InstanceKey {
        let identity = answer.instance.identity
        var member = members[identity.key] ?? WatchedInstance(identity)
        member.identity = identity
        member.goneSince = nil
        members[identity.key] = member
        return identity.key
    }

    /// Notes an answer of an instance that was asked once more.
    mutating func note(_ ping: ServiceSurvey.Answer) {
        _ = meet(ping)
        members[ping.instance.identity.key]?.roundTrip = ping.roundTrip
    }

    /// Notes that an instance does not answer any more.
    mutating func lose(_ key: InstanceKey, at now: ContinuousClock.Instant) {
        members[key]?.goneSince = now
        members[key]?.rates = nil
    }

    /// Lets those go that are gone for long.
    mutating func forget(at now: ContinuousClock.Instant) {
        members = members.filter { _, member in member.goneSince.map { now - $0 < keepsGone } ?? true }
    }

    /// Those that have not said what they offer; each is named a few times only.
    mutating func takeUnexplained() -> Set<InstanceKey> {
        let keys = present.filter { key in
            members[key].map { $0.information == nil && $0.questions < ServiceRoster.patience } ?? false
        }
        for key in keys { members[key]?.questions += 1 }
        return keys
    }

    /// Notes what instances offer.
    mutating func explain(_ answers: [ServiceSurvey.Answer]) {
        for answer in answers {
            guard let information = answer.instance.information else { continue }
            members[answer.instance.identity.key]?.information = information
        }
    }
}
