import CNCurses
import Screen

/// What the key codes of ncurses mean.
@MainActor enum KeyCode {
    /// The key of a code; `nil`: it means nothing here.
    static func key(_ code: Int32) -> Key? {
        if let key = keys[code] { return key }
        if (KEY_F0 + 1...KEY_F0 + 63).contains(code) { return .function(Int(code - KEY_F0)) }
        guard let name = unsafe td_key_name(code) else { return nil }
        return key(named: unsafe String(cString: name))
    }

    /// Keys with modifiers have only names, as "kUP5" for Ctrl-Up: the key without them.
    private static func key(named name: String) -> Key? {
        guard let modifier = name.last, modifier.isASCII, modifier.isNumber || modifier.isUppercase else {
            return nil
        }
        return modified[String(name.reversed().drop(while: \.isNumber).reversed())]
    }

    private static let keys: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_END: .end,
        KEY_A1: .home, KEY_C1: .end, KEY_A3: .pageUp, KEY_C3: .pageDown,
        KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_DC: .delete, KEY_IC: .insert, KEY_BACKSPACE: .backspace,
        KEY_BTAB: .backTab, KEY_ENTER: .enter, KEY_SLEFT: .left, KEY_SRIGHT: .right, KEY_SR: .up,
        KEY_SF: .down,
        KEY_SHOME: .home, KEY_SEND: .end, KEY_SDC: .delete, KEY_SIC: .insert, KEY_SPREVIOUS: .pageUp,
        KEY_SNEXT: .pageDown, KEY_FIND: .home, KEY_SELECT: .end,
    ]

    private static let modified: [String: Key] = [
        "kcbt": .backTab,
        "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end, "kPRV": .pageUp,
        "kNXT": .pageDown, "kDC": .delete, "kIC": .insert,
    ]
}
