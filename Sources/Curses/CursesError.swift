/// Why the terminal cannot be used.
public enum CursesError: Error, Sendable, Hashable {
    /// Standard input or output is not a terminal.
    case noTerminal
    /// The terminal's type, as `TERM` has it, cannot place a cursor.
    case tooSimple(String)
    /// Neither the terminal's type nor any common one is in the terminal data base.
    case unknownType(String)
    /// The file for standard error cannot be written; the system's error number.
    case log(path: String, code: Int32)
    /// The system refused something that the terminal needs; the system's error number.
    case system(call: String, code: Int32)
}

extension CursesError: CustomStringConvertible {
    /// One line that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .noTerminal:
            "the dashboard needs a terminal on standard input and output"
        case .tooSimple(let type):
            "the terminal type \"\(type)\" cannot show a dashboard; set TERM to the type of your terminal"
        case .unknownType(let type):
            "the terminal type \"\(type)\" is unknown here, and so are the common ones; "
                + "install the terminal data base (ncurses-base) or set TERMINFO"
        case .log(let path, let code):
            "the log file \(path) cannot be written (error \(code)); choose another one"
        case .system(let call, let code):
            "the terminal cannot be prepared: \(call) failed with error \(code)"
        }
    }
}
