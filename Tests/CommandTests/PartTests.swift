import JSON
import Screen
import Testing
import Tickets

@testable import ticketdeck

/// The parts of the commands that are values.
struct PartTests {
    @Test func quantilesAreWithinOnePercent() {
        var histogram = LatencyHistogram()
        #expect(histogram.quantile(0.5) == 0)
        for value in 1...100_000 { histogram.add(microseconds: UInt64(value)) }
        for (share, exact) in [(0.5, 50_000.0), (0.95, 95_000), (0.99, 99_000), (0.001, 100)] {
            let quantile = Double(histogram.quantile(share))
            #expect(quantile >= exact && quantile <= exact * 1.01)
        }
        #expect(histogram.quantile(1) == 100_000 && histogram.maximum == 100_000)
        histogram.add(.seconds(100_000_000))
        #expect(histogram.quantile(1) == 100_000_000_000_000)
        var sum = LatencyHistogram()
        sum.add(histogram)
        sum.add(histogram)
        #expect(sum.count == 200_002 && sum.quantile(0.5) == histogram.quantile(0.5))
    }

    @Test(
        arguments: [
            ("90s", Duration.seconds(90)), ("10m", .seconds(600)), ("1h30m", .seconds(5400)),
            ("2d", .seconds(172_800)), ("500ms", .milliseconds(500)),
        ])
    func spans(text: String, duration: Duration) {
        #expect(TimeSpan(argument: text)?.duration == duration)
    }

    @Test(arguments: ["", "10", "m", "10x", "-5m", "10m ", "99999999999d", "1.5h"])
    func noSpans(text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }

    @Test func aLocalTimeIsReadAsItIsWritten() throws {
        let now = try #require(Timestamp("2026-11-21T12:34:56Z"))
        #expect(LocalTime.read(LocalTime.text(now), now: now) == now)
        for text in ["14:30", "00:00", "12:34:57"] {
            let moment = try #require(LocalTime.read(text, now: now))
            #expect(moment <= now && now.since(moment) < .seconds(86_400))
            #expect(LocalTime.text(moment).dropFirst(11).hasPrefix(text))
        }
        for (text, written) in [
            ("2026-11-20", "2026-11-20 00:00:00"), ("2026-02-28T14:30", "2026-02-28 14:30:00"),
            ("2026-07-20 04:30:05", "2026-07-20 04:30:05"),
        ] { #expect(LocalTime.read(text, now: now).map(LocalTime.text) == written) }
        for text in [
            "", "14", "24:00", "14:60", "2026-11-31", "2026-11-20T", "T14:30", "2026-11-20T14", "1:2:3:4",
        ] {
            #expect(LocalTime.read(text, now: now) == nil, "\(text)")
        }
    }

    @Test func jsonOfOthersIsPassedOnAsItCame() throws {
        func line(_ payload: String) -> String {
            var writer = JSONWriter()
            JSONLine.write(Array(payload.utf8), to: &writer)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
        // Neither numbers nor keys nor escapes are written anew.
        let exact = #"{"a":1.50,"a":2e400,"b":"\u0041\/","c":[]}"#
        #expect(line(exact) == exact)
        #expect(line("{\n  \"a b\" : [ 1,\t2 ],\r\n\"c\": \"\\\" d\" }") == #"{"a b":[1,2],"c":"\" d"}"#)
        #expect(line(#"["grün – “so”…"]"#) == #"["grün – “so”…"]"#)
        #expect(line("[\"\u{7F}\u{9B}\u{202E}\u{2028}ü\"]") == #"["\u007f\u009b\u202e\u2028ü"]"#)
        #expect(line("no json") == #""no json""# && line("") == #""""#)
        #expect(line("{\"a\":\"\u{1B}\"}") == #""{\"a\":\"\u001b\"}""#)
    }

    @Test func aTableCutsTheLastColumnAndLeavesOutWhatCanBeSpared() {
        var table = TextTable([
            TextTable.Column(heading: "ID"), TextTable.Column(heading: "WHO", spare: 1),
            TextTable.Column(heading: "N", isNumber: true), TextTable.Column(heading: "TITLE"),
        ])
        table.add(["1234", "someone", "7", "A title\u{1B}[2J that is long"])
        table.add(["5", "me", "1000", "字字"])
        #expect(
            table.text(fitting: nil) == """
                ID    WHO         N  TITLE
                1234  someone     7  A title\u{FFFD}[2J that is long
                5     me       1000  字字

                """)
        for width in [28, 34, 40, 80] {
            for line in table.text(fitting: width).split(separator: "\n") {
                #expect(TextWidth.columns(of: String(line)) <= width)
            }
        }
        #expect(!table.text(fitting: 28).contains("WHO"))
        #expect(table.text(fitting: 40).contains("WHO"))
    }

    @Test func equalLinesHaveKeysOfTheirOwnAndOtherRunsTheSame() {
        var first = ImportKeys()
        var second = ImportKeys()
        let lines = ["a", "b", "a", ""].map { Array($0.utf8) }
        let keys = lines.map { first.key(of: $0) }
        #expect(Set(keys).count == 4)
        #expect(keys == lines.map { second.key(of: $0) })
        #expect(keys.allSatisfy { $0.utf8.count <= 128 })
    }

    @Test func jsonForATerminalIsTheSameValueWithoutControls() {
        let text = DisplayText.json(Array("\"é\u{7F}\u{9B}\u{202E}\u{2028}字\"".utf8))
        #expect(String(decoding: text, as: UTF8.self) == #""é\u007f\u009b\u202e\u2028字""#)
    }
}
