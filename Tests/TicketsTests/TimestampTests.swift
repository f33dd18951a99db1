import Testing
import Tickets

@Suite("Times are RFC 3339 in UTC with milliseconds")
struct TimestampTests {
    @Test(
        "A text and the moment it names",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1), ("1969-12-31T23:59:59.999Z", -1),
            ("2026-11-20T23:43:11.123Z", 1_795_218_191_123), ("2026-11-20t23:43:11.123z", 1_795_218_191_123),
            ("2026-11-21T01:13:11.123+01:30", 1_795_218_191_123),
            ("2026-11-20T18:43:11.1239999-05:00", 1_795_218_191_123),
            ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("2024-02-29T12:00:00.5Z", 1_709_208_000_500), ("1900-03-01T00:00:00Z", -2_203_891_200_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func reads(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "A text that names no moment",
        arguments: [
            "", "2026", "2026-11-20", "2026-11-20T23:43Z", "2026-11-20T23:43:11", "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
            "2026-11-20T24:00:00Z", "2026-11-20T23:60:00Z", "2026-11-20T23:43:61Z", "2026-11-20T23:43:11.Z",
            "2026-11-20T23:43:11+24:00", "2026-11-20T23:43:11+01", "2026-11-20T23:43:11Z ",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "２０２６-11-20T23:43:11Z",
        ])
    func refuses(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("Every day of 800 years is written and read back")
    func roundTrip() {
        let day: Int64 = 86_400_000
        for days in stride(from: Int64(-146_097), to: 146_097, by: 1) {
            let time = Timestamp(milliseconds: days * day + 45_296_789)
            let read = Timestamp(time.description)
            if read != time { Issue.record("\(time) came back as \(String(describing: read))") }
        }
    }

    @Test("What lies beyond the years that can be written ends at their bounds")
    func bounds() {
        #expect(Timestamp(milliseconds: .max).description == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .min).description == "0000-01-01T00:00:00.000Z")
        let epoch = Timestamp(milliseconds: 0)
        #expect(epoch.advanced(by: .seconds(Int64.max)).description == "9999-12-31T23:59:59.999Z")
        #expect(epoch.advanced(by: .seconds(Int64.min + 1)).description == "0000-01-01T00:00:00.000Z")
        #expect(epoch.advanced(by: .milliseconds(1500)).since(epoch) == .milliseconds(1500))
    }
}
