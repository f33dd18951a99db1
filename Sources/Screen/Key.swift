/// A key as a person names it.
public enum Key: Sendable, Hashable {
    /// A printable character, space included.
    case character(Character)
    /// Ctrl with a lower-case letter.
    case control(Character)
    /// Alt (Escape directly followed) with a character.
    case alt(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 and up.
    case function(Int)
}

/// What the terminal tells the program.
public enum TerminalEvent: Sendable, Hashable {
    case key(Key)
    /// Text that was pasted, whole; data, never commands.
    case paste(String)
    case resize(Size)
    case mouse(MouseEvent)
}
