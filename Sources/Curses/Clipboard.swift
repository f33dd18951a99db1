/// The control sequences that put text into a terminal's clipboard.
enum Clipboard {
    /// tmux sets its own clipboard and, by its option, the one around it; with passthrough allowed the wrapped
    /// form reaches the terminal in any case. Getting the same text twice does no harm.
    static func sequences(_ text: String, inTmux: Bool, inScreen: Bool) -> [String] {
        let plain = "\u{1B}]52;c;" + Base64.encode(Array(text.utf8)) + "\u{7}"
        if inTmux { return [plain, "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\"] }
        if inScreen { return ["\u{1B}P" + plain + "\u{1B}\\"] }
        return [plain]
    }
}
