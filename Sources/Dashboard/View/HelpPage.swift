import Screen

/// All keys of all views as lines.
struct HelpPage {
    let lines: [[Piece]]
    /// How many lines are shown at once.
    let height: Int
    let width: Int

    /// The keys of the place where one is come first.
    ///
    /// - Parameter words: only keys are shown whose names or explanations hold all of these.
    init(keys: Keymap, place: Place, size: Size, words: [String] = []) {
        var lines: [[Piece]] = []
        let everywhere = keys.bindings.filter { $0.places.isSuperset(of: [.tickets, .events, .cluster]) }
        func append(_ place: Place) {
            let own = keys.bindings(at: place).filter { !everywhere.contains($0) }
            HelpPage.append(place.title, own.filter { $0.matches(words) }, to: &lines)
        }
        append(place)
        HelpPage.append("Everywhere", everywhere.filter { $0.matches(words) }, to: &lines)
        for other in Place.allCases where other != place { append(other) }
        let editing = HelpPage.editing.filter { keys, explanation in
            words.allSatisfy("while typing \(keys) \(explanation)".lowercased().contains)
        }
        if !editing.isEmpty { lines += (lines.isEmpty ? [] : [[]]) + [[Piece("While typing", .title)]] }
        for (keys, explanation) in editing { HelpPage.append(keys, explanation, to: &lines) }
        self.lines = lines
        width = min(72, max(1, size.width - 6))
        // While one searches, the box keeps its size.
        height = words.isEmpty ? min(lines.count, max(1, size.height - 6)) : max(1, size.height - 6)
    }

    private static func append(_ title: String, _ bindings: [Binding], to lines: inout [[Piece]]) {
        guard !bindings.isEmpty else { return }
        if !lines.isEmpty { lines.append([]) }
        lines.append([Piece(title, .title)])
        for binding in bindings {
            append(binding.keys.map(\.label).joined(separator: " "), binding.explanation, to: &lines)
        }
    }

    private static func append(_ keys: String, _ explanation: String, to lines: inout [[Piece]]) {
        let blanks = String(repeating: " ", count: max(2, 16 - TextWidth.columns(of: keys)))
        lines.append([Piece(keys, .key), Piece(blanks + explanation)])
    }

    private static let editing = [
        ("Ctrl-A Home", "to the beginning of the line"), ("Ctrl-E End", "to the end of the line"),
        ("Ctrl-U", "delete to the beginning of the line"), ("Ctrl-K", "delete to its end"),
        ("Ctrl-W", "delete the word before the cursor"), ("Alt-B Alt-F", "a word back, a word on"),
    ]
}
