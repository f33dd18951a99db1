import Testing

@testable import Dashboard

@Suite struct TextDiffs {
    /// The lines with their signs; changed words in brackets.
    private func shown(_ old: String, _ new: String) -> [String] {
        TextDiff(from: old, to: new).lines.map { line in
            let sign =
                switch line.kind {
                case .same: " "
                case .removed: "-"
                case .added: "+"
                }
            return sign + line.words.map { $0.isChanged ? "[\($0.text)]" : $0.text }.joined()
        }
    }

    @Test(
        arguments: [
            ("", "", []),
            ("same", "same", [" same"]),
            ("", "new", ["+[new]"]),
            ("old", "", ["-[old]"]),
            ("a\nb\nc", "a\nc", [" a", "-[b]", " c"]),
            ("pays in CHF now", "pays in EUR now", ["-pays in [CHF] now", "+pays in [EUR] now"]),
            ("one\ntwo", "one\ntwo\n", [" one", " two", "+"]),
            ("a b\nc", "a x\nd\nc", ["-a [b]", "+a [x]", "+[d]", " c"]),
        ] as [(String, String, [String])])
    func showsLinesAndTheirWords(old: String, new: String, lines: [String]) {
        #expect(shown(old, new) == lines)
    }

    @Test func bothTextsCanBeReadFromIt() {
        var random = SplitMix(seed: 11)
        for _ in 0..<300 {
            func text() -> String {
                (0..<Int.random(in: 0...9, using: &random)).map { _ in
                    ["a", "b", "c d", "c e", "", "é  x"].randomElement(using: &random) ?? ""
                }.joined(separator: "\n")
            }
            let (old, new) = (text(), text())
            let lines = TextDiff(from: old, to: new).lines
            func side(_ kind: TextDiff.Line.Kind) -> String {
                lines.filter { $0.kind == .same || $0.kind == kind }
                    .map { $0.words.map(\.text).joined() }.joined(separator: "\n")
            }
            #expect(
                side(.removed) == old && side(.added) == new,
                "\(old.debugDescription) \(new.debugDescription)")
        }
    }

    @Test func longLinesAreWrappedWithOneSign() {
        let pieces = TextDiff(from: "", to: "one two three four").pieces(width: 12)
        #expect(pieces.map { $0.map(\.text).joined() } == ["+ one two ", "  three four"])
    }
}
