import Screen
import Tickets

// From where the event stream is shown.
extension DashboardState {
    mutating func press(_ key: Key, in prompt: FromPrompt) {
        var prompt = prompt
        switch key {
        case .escape: return overlay = nil
        case .enter:
            guard let target = EventTarget(prompt.editor.text, now: now, localTime: localTime) else {
                prompt.problem = "type \(EventTarget.examples)"
                return overlay = .from(prompt)
            }
            overlay = nil
            return show(target)
        default:
            _ = prompt.editor.handle(key)
            prompt.problem = nil
        }
        overlay = .from(prompt)
    }

    /// Shows the stream from a place on, with that line at the top of the screen.
    mutating func show(_ target: EventTarget) {
        events.opened = nil
        switch target {
        case .sequence(let sequence): jump(to: max(1, sequence))
        case .all: jump(to: max(1, events.honesty.first ?? 1))
        case .last(let count):
            let newest = max(events.newest ?? 0, events.honesty.last ?? 0)
            jump(to: newest >= count ? newest - count + 1 : 1)
        case .time(let time): readEvents(.jump(.at(time)), at: .at(time))
        }
    }

    private mutating func jump(to sequence: UInt64) {
        guard let covered = events.shown.covered, covered.contains(sequence) else {
            return readEvents(.jump(.from(sequence)), at: .from(sequence))
        }
        events.load = nil
        place(atTop: sequence)
    }

    /// Puts the cursor on the first line from a sequence on, at the top of the screen.
    mutating func place(atTop sequence: UInt64) {
        events.isFollowing = false
        events.isSearchStopped = false
        events.looksForward = true
        var row = events.shown.row(atOrAfter: sequence)
        if let marker = events.soughtMarker {
            events.soughtMarker = nil
            while let line = events.line(at: row), !line.isMarker, line.boundary <= marker { row += 1 }
        }
        events.viewport.place(
            cursor: min(row, events.count - 1), atLine: 0, count: events.count,
            height: DashboardLayout(self).eventRows)
    }
}
