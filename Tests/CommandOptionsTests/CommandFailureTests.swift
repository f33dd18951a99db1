import Testing

@testable import CommandOptions

/// What a server says reaches the terminal as text, and steers nothing.
struct CommandFailureTests {
    @Test(arguments: [
        ("'Autho\u{1B}[31mrization'", "'Autho\u{FFFD}[31mrization'"), ("a\nb\r\nc", "a b c"),
        ("a\tb\u{7}c\u{7F}d\u{9B}e", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e"),
        ("a\u{202E}b\u{2066}c\u{200F}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"), ("a\u{2028}b", "a b"),
        ("Käse 👨‍👩‍👧 e\u{301}", "Käse 👨‍👩‍👧 e\u{301}"),
    ])
    func oneLineSteersNothing(_ text: String, _ line: String) {
        #expect(CommandFailure.line(text) == line)
    }
}
