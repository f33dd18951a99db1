import Screen

/// What the control sequences that terminals send for keys mean.
enum KeySequence {
    /// The key of a control byte; `nil`: the byte is (part of) a character.
    static func control(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x00: .control(" ")
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: nil
        }
    }

    /// The key of ESC [ parameters final. Modifiers of arrows and the like are left out.
    static func control(final: UInt8, parameters: [UInt8]) -> Key? {
        guard final == UInt8(ascii: "~") else { return letters[final] }
        let number = parameters.split(separator: UInt8(ascii: ";"), maxSplits: 1).first ?? []
        return Int(String(decoding: number, as: UTF8.self)).flatMap { numbers[$0] }
    }

    /// The key of ESC O final: cursor and keypad keys in application mode.
    static func shift3(_ final: UInt8) -> Key? {
        if let key = letters[final] { return key }
        switch final {
        case UInt8(ascii: "M"): return .enter
        case UInt8(ascii: "j")...UInt8(ascii: "y"):
            return .character(Character(Unicode.Scalar(final - 0x40)))
        default: return nil
        }
    }

    private static let letters: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
        UInt8(ascii: "S"): .function(4),
    ]

    private static let numbers: [Int: Key] = {
        var keys: [Int: Key] = [
            1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        ]
        let functions = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]
        for (index, number) in functions.enumerated() { keys[number] = .function(index + 1) }
        return keys
    }()
}
