import Testing
import Tickets

@testable import Dashboard

@Suite struct EventRatesTests {
    /// Rates with so many events a second, second by second, up to the second before `Deck.start`.
    static func rates(_ perSecond: [Int]) -> EventRates {
        var rates = EventRates()
        rates.take(tally(perSecond), at: Deck.start)
        return rates
    }

    static func tally(_ perSecond: [Int]) -> EventTally {
        var tally = EventTally()
        var sequence: UInt64 = 0
        for (index, count) in perSecond.enumerated() {
            let time = Deck.start.advanced(by: .seconds(index - perSecond.count))
            for number in 0..<count {
                sequence += 1
                tally.add(
                    sequence: sequence, time: time, family: EventFamily.allCases[number % 5],
                    tenant: number % 4 == 0 ? "globex" : "acme", ticket: "ticket-\(number % 7)")
            }
        }
        return tally
    }

    @Test func secondsAndMinutesAreCounted() {
        let rates = Self.rates([5, 0, 10])
        #expect(Array(rates.bySecond(nil, at: Deck.start).suffix(4)) == [nil, 5, 0, 10])
        #expect(rates.bySecond(.create, at: Deck.start).last == 2)
        #expect(rates.byMinute(nil, at: Deck.start).last == 15)
        #expect(rates.perSecond(nil, at: Deck.start) == 5)
    }

    @Test func theMostFrequentNamesComeFirst() {
        let rates = Self.rates([100])
        #expect(
            rates.topTenants == [
                EventRates.Rank(name: "acme", count: 75), EventRates.Rank(name: "globex", count: 25),
            ])
        #expect(rates.topTickets.first == EventRates.Rank(name: "ticket-0", count: 15))
    }

    @Test func ofVeryManyNamesTheFrequentAreKept() {
        var tally = EventTally()
        for number in 0..<50_000 {
            tally.add(
                sequence: UInt64(number), time: Deck.start, family: .create, tenant: "acme",
                ticket: number % 10 == 0 ? "often" : "once-\(number)")
        }
        var rates = EventRates()
        rates.take(tally, at: Deck.start)
        #expect(rates.topTickets.first == EventRates.Rank(name: "often", count: 5_000))
        #expect((tally.tickets.values.first?.count ?? 0) <= 2 * EventTally.nameLimit + 1)
    }

    @Test func aBurstAndASilenceStandOut() {
        let quiet = [Int](repeating: 2, count: 30)
        #expect(Self.rates(quiet + [2, 3, 2]).mood(at: Deck.start) == .usual)
        #expect(Self.rates(quiet + [20, 20, 20]).mood(at: Deck.start) == .burst(10))
        let rates = Self.rates(quiet)
        #expect(rates.mood(at: Deck.start.advanced(by: .seconds(30))) == .usual)
        #expect(rates.mood(at: Deck.start.advanced(by: .seconds(179))) == .silent(.seconds(180)))
    }

    @Test func whatIsOldIsForgotten() {
        var rates = Self.rates([5])
        rates.pass(to: Deck.start.advanced(by: .seconds(400)))
        #expect(rates.topTenants.isEmpty)
        #expect(
            rates.byMinute(nil, at: Deck.start.advanced(by: .seconds(400))).compactMap { $0 }.reduce(0, +)
                == 5)
        rates.pass(to: Deck.start.advanced(by: .seconds(8_000)))
        #expect(rates.byMinute(nil, at: Deck.start).compactMap { $0 }.reduce(0, +) == 0)
    }
}
