import Screen
import Testing

@testable import Dashboard

@Suite struct KeymapTests {
    private func applying(_ changes: (String, [String])...) -> (keymap: Keymap, problems: [KeyProblem]) {
        Keymap.standard.applying(changes.map { KeyChange(action: $0.0, keys: $0.1) })
    }

    @Test(arguments: [
        ("x", Key.character("x")), ("ß", .character("ß")), ("日", .character("日")), ("Space", .character(" ")),
        ("enter", .enter), ("PGDN", .pageDown), ("F12", .function(12)), ("Ctrl-S", .control("s")),
        ("ctrl-space", .control(" ")), ("Alt-x", .alt("x")), ("Shift-Tab", .backTab), ("-", .character("-")),
    ]) func aKeyHasAName(name: String, key: Key) {
        #expect(Key(named: name) == key)
        #expect(Key(named: key.label) == key)
    }

    @Test(arguments: ["", "xy", "Ctrl-", "Ctrl-I", "Ctrl-M", "Ctrl-é", "F0", "F64", "Alt-", "\u{1B}", "\n"])
    func otherNamesAreNone(name: String) {
        #expect(Key(named: name) == nil)
    }

    @Test func theDefaultsCanBeWrittenAndRead() {
        let changes = Keymap.standard.entries.map { KeyChange(action: $0.action, keys: $0.keys) }
        let (keymap, problems) = Keymap.standard.applying(changes)
        #expect(problems.isEmpty, "\(problems)")
        for place in Place.allCases where place != .form {
            for binding in Keymap.standard.bindings(at: place) {
                for key in binding.keys { #expect(keymap.action(for: key, at: place) == binding.action) }
            }
        }
    }

    @Test func anActionMayHaveSeveralKeysOrNone() {
        let (keymap, problems) = applying(("new", ["N", "Ins"]), ("undo", []))
        #expect(problems.isEmpty)
        for key in [Key.character("N"), .insert] {
            #expect(keymap.action(for: key, at: .tickets) == .newTicket)
        }
        #expect(keymap.action(for: .character("n"), at: .tickets) == nil)
        #expect(keymap.action(for: .character("u"), at: .tickets) == nil)
        #expect(keymap.bindings(at: .tickets).contains { $0.action == .undo })
    }

    @Test func aChosenKeyIsTakenFromTheOther() {
        let (keymap, problems) = applying(("new", ["d"]))
        #expect(keymap.action(for: .character("d"), at: .tickets) == .newTicket)
        #expect(keymap.bindings(at: .tickets).first { $0.action == .deleteTicket }?.keys == [])
        #expect(problems.map(\.reason) == ["d was the key of delete, which loses it"])
    }

    @Test func swappedKeysAreNoConflict() {
        let (keymap, problems) = applying(("new", ["d"]), ("delete", ["n"]))
        #expect(problems.isEmpty, "\(problems)")
        #expect(keymap.action(for: .character("n"), at: .tickets) == .deleteTicket)
    }

    @Test func twoChosenOnOneKeyAreReported() {
        let (_, problems) = applying(("new", ["z"]), ("delete", ["z"]))
        #expect(problems.count == 1)
    }

    @Test func aCharacterStaysOneInAForm() {
        let (keymap, _) = applying(("help", ["h"]), ("quit", ["Q"]), ("save", ["x"]))
        #expect(keymap.action(for: .character("h"), at: .form) == nil)
        #expect(keymap.action(for: .function(1), at: .form) == .help)
        #expect(keymap.action(for: .control("c"), at: .form) == .quit)
        #expect(keymap.action(for: .character("Q"), at: .tickets) == .quit)
        #expect(keymap.action(for: .control("s"), at: .form) == .save)
    }

    @Test func whatIsUnknownIsReported() {
        let (keymap, problems) = applying(("fly", ["f"]), ("new", ["Ctrl-I"]))
        #expect(
            problems == [
                KeyProblem(action: "fly", reason: "there is no such action"),
                KeyProblem(action: "new", reason: "\"Ctrl-I\" is no key"),
            ])
        #expect(keymap.action(for: .character("n"), at: .tickets) == .newTicket)
    }
}
