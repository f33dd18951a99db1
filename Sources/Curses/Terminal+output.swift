import CNCurses
import Glibc

extension Terminal {
    /// Puts text into the user's clipboard, where the terminal allows it (OSC 52); also through ssh, and
    /// through tmux and screen to the terminal around them.
    public func copy(_ text: String) {
        guard mode == .active else { return }
        for sequence in Clipboard.sequences(
            text, inTmux: environmentValue("TMUX") != nil, inScreen: environmentValue("STY") != nil)
        {
            send(sequence)
        }
    }

    /// Shows a notification of the desktop, where the terminal can do that (OSC 9); through tmux only where it
    /// allows what it does not know (`allow-passthrough`).
    public func notify(_ text: String) {
        guard mode == .active else { return }
        send(
            DesktopNotice.sequence(
                text, inTmux: environmentValue("TMUX") != nil, inScreen: environmentValue("STY") != nil))
    }

    /// Takes the mouse from the terminal, which then selects no text by itself, or gives it back.
    ///
    /// - Returns: whether the program has it now; `false` also where the terminal has none.
    @discardableResult
    public func takeMouse(_ isWanted: Bool) -> Bool { td_take_mouse(isWanted) && isWanted }

    /// Rings the bell, or flashes where there is none.
    public func ring() {
        guard mode == .active else { return }
        beep()
    }

    /// Writes control sequences that ncurses does not know, when it has nothing in its own buffer.
    func send(_ sequence: String) {
        var rest = Array(sequence.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            // A terminal that is gone takes nothing; its hang-up arrives by another way.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// Base64 (RFC 4648), for the clipboard.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                result.append(
                    index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
