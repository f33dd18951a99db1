import Screen

/// The control sequences that make a terminal show a notification of the desktop (OSC 9).
enum DesktopNotice {
    /// The longest text, in characters.
    private static let limit = 200

    /// What only one terminal understands does not reach it through tmux but wrapped, where tmux allows that.
    ///
    /// - Parameter text: from anybody; what would end or change the sequence is replaced.
    static func sequence(_ text: String, inTmux: Bool, inScreen: Bool) -> String {
        // Some terminals take a number at the beginning for another command.
        let plain = "\u{1B}]9;TicketDeck: \(cleaned(text))\u{7}"
        if inTmux { return "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\" }
        if inScreen { return "\u{1B}P" + plain + "\u{1B}\\" }
        return plain
    }

    private static func cleaned(_ text: String) -> String {
        let shown = text.prefix(limit).map { TextWidth.displayable($0) }
        return String(String(shown).unicodeScalars.filter { !isControl($0) }.map(Character.init))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
