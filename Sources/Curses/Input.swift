import CNCurses
import Dispatch
import Glibc
import Screen

/// Reads the keyboard. The only file that calls `td_read_key`.
@MainActor final class Input {
    private var decoder: KeyDecoder
    private let isUTF8: Bool
    private var paste: PasteBuffer?
    /// Counts what came in, so that a paste whose end got lost is noticed.
    private var arrivals = 0
    private var source: (any DispatchSourceRead)?
    private var isPaused = false
    private var onEvents: @MainActor ([TerminalEvent]) -> Void = { _ in }
    private var onHangup: @MainActor () -> Void = {}

    init(isUTF8: Bool) {
        self.isUTF8 = isUTF8
        decoder = KeyDecoder(isUTF8: isUTF8)
    }

    /// Begins to read; asleep while there is nothing to read.
    func start(
        onEvents: @escaping @MainActor ([TerminalEvent]) -> Void, onHangup: @escaping @MainActor () -> Void
    ) {
        self.onEvents = onEvents
        self.onHangup = onHangup
        let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readable() } }
        source.resume()
        self.source = source
    }

    /// Leaves what is typed to someone else.
    func pause() {
        guard !isPaused else { return }
        isPaused = true
        source?.suspend()
    }

    /// Reads again.
    func resume() {
        guard isPaused else { return }
        isPaused = false
        source?.resume()
    }

    /// Reads no more, for good.
    func stop() {
        source?.cancel()
        // A source must not be released while it is suspended.
        resume()
        source = nil
    }

    private func readable() {
        guard source != nil, !isPaused else { return }
        if isHungUp {
            stop()
            return onHangup()
        }
        arrivals += 1
        var events: [TerminalEvent] = []
        if paste != nil { readPaste(&events) }
        if paste == nil { readKeys(&events) }
        if paste != nil { expectMore() }
        if !events.isEmpty { onEvents(events) }
    }

    /// Drains the queue of ncurses.
    private func readKeys(_ events: inout [TerminalEvent]) {
        while paste == nil {
            let code = td_read_key()
            switch code {
            case ERR:
                take(decoder.finish(), &events)
                return
            case 0...255: take(decoder.feed(UInt8(code)), &events)
            case Int32(TD_PASTE_BEGIN): take([.paste], &events)
            case KEY_MOUSE:
                take(decoder.feed(nil), &events)
                if let event = mouseEvent { events.append(.mouse(event)) }
            default: take(decoder.feed(KeyCode.key(code)), &events)
            }
            if paste != nil { readPaste(&events) }
        }
    }

    private func take(_ steps: [KeyDecoder.Step], _ events: inout [TerminalEvent]) {
        for step in steps {
            switch step {
            case .key(let key): events.append(.key(key))
            case .paste: paste = PasteBuffer()
            }
        }
    }

    /// Reads pasted text past ncurses, which would search each byte for keys.
    private func readPaste(_ events: inout [TerminalEvent]) {
        var chunk = [UInt8](repeating: 0, count: 16384)
        while paste != nil, hasInput {
            let count = unsafe read(STDIN_FILENO, &chunk, chunk.count)
            guard count > 0 else { return }
            guard let typed = paste?.feed(chunk.prefix(count)) else { continue }
            finishPaste(&events)
            for byte in typed { take(decoder.feed(byte), &events) }
        }
    }

    private func finishPaste(_ events: inout [TerminalEvent]) {
        guard let text = paste?.text(isUTF8: isUTF8) else { return }
        paste = nil
        events.append(.paste(text))
    }

    /// Ends a paste whose end mark does not come.
    private func expectMore() {
        let seen = arrivals
        DispatchQueue.main.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in
            MainActor.assumeIsolated {
                guard let self, self.arrivals == seen else { return }
                var events: [TerminalEvent] = []
                self.finishPaste(&events)
                if !events.isEmpty { self.onEvents(events) }
            }
        }
    }

    private var mouseEvent: MouseEvent? {
        var (x, y) = (Int32(0), Int32(0))
        let act = unsafe td_mouse(&x, &y)
        let point = Point(x: Int(x), y: Int(y))
        switch act {
        case TD_MOUSE_PRESS: return .press(point)
        case TD_MOUSE_UP: return .wheelUp(point)
        case TD_MOUSE_DOWN: return .wheelDown(point)
        default: return nil
        }
    }

    private var hasInput: Bool { poll(events: Int16(POLLIN)) & Int16(POLLIN) != 0 }

    private var isHungUp: Bool { poll(events: Int16(POLLIN)) & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 }

    private func poll(events: Int16) -> Int16 {
        var file = pollfd(fd: STDIN_FILENO, events: events, revents: 0)
        return unsafe Glibc.poll(&file, 1, 0) > 0 ? file.revents : 0
    }
}

extension Terminal {
    /// Connects the keyboard with the program's callbacks.
    func startInput() {
        input.start(
            onEvents: { [weak self] in self?.onEvents($0) },
            onHangup: { [weak self] in self?.terminate(SIGHUP) })
    }
}
