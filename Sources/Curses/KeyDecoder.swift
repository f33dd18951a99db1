import Screen

/// Turns what ncurses delivers, key codes and single bytes, into keys.
///
/// ncurses recognises the sequences of the terminal's type; those that it hands out byte by byte, because the
/// type lacks them, are recognised here or dropped, so that no part of one is taken for typed keys.
struct KeyDecoder {
    /// What a byte or the end of input led to.
    enum Step: Hashable {
        case key(Key)
        /// What follows is pasted.
        case paste
    }

    private enum State {
        case ground
        case escape
        /// ESC [ and its parameters so far.
        case control([UInt8])
        /// ESC O
        case shift3
        /// The Linux console's ESC [ [
        case console
        /// A string such as a reply of the terminal, until BEL or ESC \, and how it began.
        case string(opener: UInt8, length: Int)
    }

    private var state = State.ground
    private var text: TextAssembler

    /// - Parameter isUTF8: whether bytes beyond ASCII are UTF-8; if not, they are the locale's characters.
    init(isUTF8: Bool) { text = TextAssembler(isUTF8: isUTF8) }

    /// Takes one byte that ncurses made no key of.
    mutating func feed(_ byte: UInt8) -> [Step] {
        switch state {
        case .ground: return ground(byte)
        case .escape: return escape(byte)
        case .control(let parameters): return control(byte, parameters)
        case .shift3:
            state = .ground
            return KeySequence.shift3(byte).map { [.key($0)] } ?? []
        case .console:
            state = .ground
            return (0x41...0x45).contains(byte) ? [.key(.function(Int(byte) - 0x40))] : []
        case .string(let opener, let length):
            return string(byte, opener: opener, length: length)
        }
    }

    /// Takes a key that ncurses recognised; `nil`: one that means nothing here.
    mutating func feed(_ key: Key?) -> [Step] {
        var steps: [Step] = []
        if case .escape = state { steps.append(.key(.escape)) }
        state = .ground
        text.reset()
        return steps + (key.map { [.key($0)] } ?? [])
    }

    /// Nothing more is waiting: an Escape that nothing followed was the key.
    mutating func finish() -> [Step] {
        switch state {
        case .escape:
            state = .ground
            return [.key(.escape)]
        case .control(let parameters) where parameters.isEmpty: return alone("[")
        case .shift3: return alone("O")
        case .string(let opener, 0): return alone(Character(Unicode.Scalar(opener)))
        case .string:
            // Its end never came: without this, the keyboard would seem dead.
            state = .ground
            return []
        default: return []
        }
    }

    private mutating func alone(_ character: Character) -> [Step] {
        state = .ground
        return [.key(.alt(character))]
    }

    private mutating func ground(_ byte: UInt8) -> [Step] {
        if byte == 0x1B {
            text.reset()
            state = .escape
            return []
        }
        if let key = KeySequence.control(byte) {
            text.reset()
            return [.key(key)]
        }
        return text.feed(byte).map { [.key(.character($0))] } ?? []
    }

    private mutating func escape(_ byte: UInt8) -> [Step] {
        state = .ground
        switch byte {
        case 0x1B:
            state = .escape
            return [.key(.escape)]
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "O"): state = .shift3
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            state = .string(opener: byte, length: 0)
        case 0x20..<0x7F: return [.key(.alt(Character(Unicode.Scalar(byte))))]
        default: return [.key(.escape)] + ground(byte)
        }
        return []
    }

    private mutating func control(_ byte: UInt8, _ parameters: [UInt8]) -> [Step] {
        state = .ground
        switch byte {
        case UInt8(ascii: "[") where parameters.isEmpty: state = .console
        case 0x40...0x7E:
            if byte == UInt8(ascii: "~"), parameters == Array("200".utf8) { return [.paste] }
            return KeySequence.control(final: byte, parameters: parameters).map { [.key($0)] } ?? []
        case 0x20...0x3F where parameters.count < 32: state = .control(parameters + [byte])
        case 0x1B: state = .escape
        default: break
        }
        return []
    }

    private mutating func string(_ byte: UInt8, opener: UInt8, length: Int) -> [Step] {
        switch byte {
        case 0x07, 0x9C: state = .ground
        // The backslash that ends it comes as Alt with a backslash, which nobody types: dropped with it.
        case 0x1B: state = .string(opener: opener, length: Int.max)
        case UInt8(ascii: "\\") where length == Int.max: state = .ground
        default: state = length < 4096 ? .string(opener: opener, length: length + 1) : .ground
        }
        return []
    }
}
