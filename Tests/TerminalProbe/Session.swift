import Curses
import Glibc
import Screen

/// One run of the probe.
@MainActor final class Session {
    private let terminal: Terminal
    private let report: Report
    private var seen: [String] = []
    private var finish: CheckedContinuation<Int32, Never>?

    init(terminal: Terminal, report: Report) {
        self.terminal = terminal
        self.report = report
    }

    /// Shows events until the end; returns the exit status.
    func run(handlesSignals: Bool) async -> Int32 {
        terminal.onEvents = { [weak self] in self?.take($0) }
        if handlesSignals {
            terminal.onTermination = { [weak self] signal in
                self?.report.add("signal \(signal)")
                self?.end(128 + signal)
            }
        }
        paint()
        report.add(
            "ready \(terminal.size.width)x\(terminal.size.height) \(terminal.colorDepth) \(terminal.isUTF8)")
        return await withCheckedContinuation { finish = $0 }
    }

    private func end(_ status: Int32) {
        terminal.close()
        finish?.resume(returning: status)
        finish = nil
    }

    private func take(_ events: [TerminalEvent]) {
        for event in events {
            let name = Self.name(event)
            report.add(name)
            seen.append(name)
            act(on: event)
        }
        paint()
    }

    private func act(on event: TerminalEvent) {
        switch event {
        case .key(.character("q")): end(0)
        case .key(.control("z")): terminal.suspend()
        case .key(.control("l")): terminal.redraw()
        case .key(.character("c")): terminal.copy("ticket 42")
        case .key(.character("x")):
            let none: [Int] = []
            report.add("\(none[seen.count])")
        case .key(.character("M")): report.add("mouse \(terminal.takeMouse(true))")
        case .key(.character("N")): report.add("mouse \(terminal.takeMouse(false))")
        case .key(.character("m")): report.add(Measurement(terminal: terminal).run())
        case .key(.character("v")):
            Task {
                await terminal.withChild { [report] in
                    print("child speaks")
                    report.add("child got \(readLine() ?? "nothing")")
                }
            }
        case .key(.character("w")):
            _ = unsafe "to the log\n".withCString { unsafe write(2, $0, strlen($0)) }
        default: break
        }
    }

    /// The first row never changes and holds what is hard to draw; the second tells the terminal; then events.
    private func paint() {
        var frame = Frame(size: terminal.size)
        let glyphs = terminal.glyphs
        let hard =
            "é 日本 ❤\u{FE0F} 🇩🇪 🚧 \(glyphs.horizontal)\(glyphs.ellipsis) a\u{1B}[31mb\u{202E}"
            + " \u{1FAE9} 👨‍👩‍👧 क्ष e\u{301} ok|"
        frame.write(hard, at: Point(x: 0, y: 0), style: .plain)
        let bold = Style(foreground: .palette(1), background: .palette(4), attributes: .bold)
        frame.write("size \(terminal.size.width)x\(terminal.size.height)", at: Point(x: 0, y: 1), style: bold)
        frame.write("reverse", at: Point(x: 20, y: 1), style: Style(attributes: [.reverse, .underline]))
        for (row, name) in seen.suffix(max(0, terminal.size.height - 3)).enumerated() {
            frame.write(name, at: Point(x: 2, y: 2 + row), style: .plain)
        }
        frame.write("end", at: Point(x: terminal.size.width - 3, y: terminal.size.height - 1), style: .plain)
        frame.cursor = Point(x: 1, y: 1)
        terminal.paint(frame)
    }

    static func name(_ event: TerminalEvent) -> String {
        switch event {
        case .key(.character(let character)): "character \(character)"
        case .key(.control(let character)): "control \(character)"
        case .key(.alt(let character)): "alt \(character)"
        case .key(.function(let number)): "function \(number)"
        case .key(let key): "\(key)"
        case .paste(let text): "paste \(text.count) \(text.prefix(60))"
        case .resize(let size): "resize \(size.width)x\(size.height)"
        case .mouse(.press(let point)): "press \(point.x),\(point.y)"
        case .mouse(.wheelUp(let point)): "wheel up \(point.x),\(point.y)"
        case .mouse(.wheelDown(let point)): "wheel down \(point.x),\(point.y)"
        }
    }
}
