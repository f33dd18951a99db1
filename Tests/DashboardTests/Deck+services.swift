import Screen
import Tickets

@testable import Dashboard

extension Deck {
    /// An instance of the ticket service by a number.
    static func instance(
        _ number: Int, state: InstanceStatus.State = .answering, rate: Double? = 400,
        _ change: (inout InstanceStatus) -> Void = { _ in }
    ) -> InstanceStatus {
        var instance = InstanceStatus(
            service: "ticket-service", instance: "3KhVbY9sQ2mLfXw0000000\(number)", isOurs: true,
            state: state,
            version: "0.1.0", explanation: "Tickets of any number of tenants.",
            metadata: [InstanceStatus.Field(name: "store", value: "jetstream")],
            started: start.advanced(by: .seconds(-3725 * number)), roundTrip: .microseconds(310 * number),
            rate: rate.map { InstanceStatus.Rate(requests: $0, errors: 0) },
            endpoints: [
                endpoint("tickets", "ticket.service", requests: 48_210, rate),
                endpoint("tenant-tickets", "ticket.service.*", requests: 0, rate.map { _ in 0 }),
            ])
        change(&instance)
        return instance
    }

    private static func endpoint(
        _ name: String, _ subject: String, requests: UInt64, _ rate: Double?
    ) -> EndpointStatus {
        var health = EndpointStatus.Health()
        health.store = "jetstream"
        health.tickets = 4711
        health.lastRequest = start.advanced(by: .seconds(-2))
        health.latency = EndpointStatus.Latency(
            p50: .microseconds(84), p95: .microseconds(210), p99: .microseconds(1850),
            maximum: .milliseconds(41))
        return EndpointStatus(
            name: name, subject: subject, queueGroup: "ticket-service", requests: requests, errors: 0,
            lastError: "", averageTime: .microseconds(92),
            rate: rate.map { InstanceStatus.Rate(requests: $0, errors: 0) }, health: health)
    }

    /// An instance of a service that has nothing to do with tickets.
    static let stranger = InstanceStatus(
        service: "echo", instance: "X1", version: "0.0.1", started: start.advanced(by: .seconds(-90)),
        roundTrip: .microseconds(200), rate: InstanceStatus.Rate(requests: 0, errors: 0),
        endpoints: [
            EndpointStatus(
                name: "default", subject: "echo", queueGroup: "q", requests: 3, errors: 1,
                lastError: "500:bad luck", averageTime: .milliseconds(2), other: #"{"mine":[1]}"#)
        ])

    /// Goes to the service view and reads a few times, as rates go.
    mutating func showServices(_ rates: [Double] = [120, 380, 500, 410]) {
        press(.character("4"))
        for rate in rates {
            send(.services(.instances([Deck.instance(1, rate: rate), Deck.instance(2, rate: rate / 2)])))
        }
    }
}
