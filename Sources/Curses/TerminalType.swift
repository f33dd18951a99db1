import CNCurses
import Glibc

/// Chooses the entry of the terminal data base.
@MainActor enum TerminalType {
    /// The name to open curses with: that of `TERM`, or what comes nearest among the common ones.
    static func choose(named name: String) throws(CursesError) -> String {
        for candidate in [name] + substitutes(for: name) where !candidate.isEmpty {
            switch unsafe td_lookup(candidate) {
            case TD_TERM_USABLE: return candidate
            case TD_TERM_TOO_SIMPLE where candidate == name: throw .tooSimple(name)
            default: continue
            }
        }
        throw .unknownType(name)
    }

    /// Newer terminals understand xterm; what is in no data base here is most often one of them.
    private static func substitutes(for name: String) -> [String] {
        let multiplexer = name.hasPrefix("tmux") || name.hasPrefix("screen")
        let colorful =
            multiplexer || name.contains("256color") || name.contains("direct")
            || modern.contains { name.hasPrefix($0) }
        return (multiplexer ? ["screen-256color", "screen"] : [])
            + (colorful ? ["xterm-256color"] : []) + ["xterm", "vt100", "ansi"]
    }

    private static let modern = [
        "xterm-", "alacritty", "foot", "kitty", "ghostty", "wezterm", "iterm", "rio", "contour", "konsole",
        "gnome",
        "vte", "rxvt-unicode", "st-", "mintty",
    ]
}

/// The value of an environment variable; `nil`: unset or empty.
@MainActor func environmentValue(_ name: String) -> String? {
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe String(cString: value)
}
