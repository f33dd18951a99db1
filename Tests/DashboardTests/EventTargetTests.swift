import Testing
import Tickets

@testable import Dashboard

@Suite struct EventTargetTests {
    /// Central Europe: the clocks went back on 2026-10-25 at 01:00 UTC.
    private let zone = ClockOffsets([
        ClockOffsets.Offset(since: Self.time("2026-03-29T01:00:00Z"), ahead: .seconds(7200)),
        ClockOffsets.Offset(since: Self.time("2026-10-25T01:00:00Z"), ahead: .seconds(3600)),
    ])
    private let now = Self.time("2026-11-20T12:00:30Z")

    private static func time(_ text: String) -> Timestamp {
        Timestamp(text) ?? Timestamp(milliseconds: 0)
    }

    private func target(_ text: String) -> EventTarget? {
        EventTarget(text, now: now, localTime: zone)
    }

    @Test(arguments: [
        ("14:30", "2026-11-19T13:30:00Z"), ("12:30", "2026-11-20T11:30:00Z"),
        ("12:30:15", "2026-11-20T11:30:15Z"), ("2026-11-20T14:30", "2026-11-20T13:30:00Z"),
        ("2026-07-01T14:30", "2026-07-01T12:30:00Z"), ("2026-07-01 14:30:05", "2026-07-01T12:30:05Z"),
        ("2026-07-01", "2026-06-30T22:00:00Z"), ("2026-11-20T14:30:00Z", "2026-11-20T14:30:00Z"),
        ("10m", "2026-11-20T11:50:30Z"), ("2h", "2026-11-20T10:00:30Z"), ("1w", "2026-11-13T12:00:30Z"),
    ]) func timesAreLocal(typed: String, expected: String) {
        #expect(target(typed) == .time(Self.time(expected)))
    }

    @Test func theOtherForms() {
        #expect(target(" 123 ") == .sequence(123))
        #expect(target("last 50") == .last(50))
        #expect(target("LAST  7") == .last(7))
        #expect(target("all") == .all)
    }

    @Test(arguments: [
        "", "x", "last", "last 0", "last x", "25:00", "14:61", "-5m", "m", "2026-13-01T10:00", "1:2:3:4",
        "10 m",
        "99999999999999999999", "14:30 2026-11-20",
    ]) func everythingElseIsRefused(typed: String) {
        #expect(target(typed) == nil)
    }
}
