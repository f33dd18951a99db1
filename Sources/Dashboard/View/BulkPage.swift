import Screen
import Tickets

/// The list in a dialog about many tickets: what is asked or what failed.
struct BulkPage {
    /// What stands above the list.
    let head: [[Piece]]
    /// How many lines there are to scroll through.
    let count: Int
    let width: Int
    /// How many of the lines are shown at once.
    let height: Int

    init(_ question: BulkQuestion, in state: DashboardState) {
        var words = [Piece(question.deed.question(question.targets.count))]
        if question.hidden > 0 {
            let all = question.targets.count + question.unchanged.count + question.hidden
            let verb = question.hidden == 1 ? "is" : "are"
            let text = "\(all) marked, \(question.hidden) hidden by the filter \(verb) left out"
            words.append(Piece(text, .warning))
        }
        if !question.unchanged.isEmpty {
            words.append(Piece("\(question.unchanged.count) of the marked are so already", .faint))
        }
        self.init(words, count: question.targets.count, below: 2, state)
    }

    init(_ result: BulkResult, in state: DashboardState) {
        var words = [Piece("\(result.succeeded) of \(result.count) done")]
        if let reason = result.stopped, result.untried > 0 {
            words.append(Piece("Stopped: \(reason); \(result.untried) not tried", .warning))
        }
        if result.purpose != .undo {
            words.append(Piece("What is left stays marked.", .faint))
        } else if result.undoable > 0 {
            words.append(
                Piece("\(state.hint(.undo)) goes on with the \(result.undoable) that are left.", .faint))
        }
        self.init(words, count: 2 * result.failures.count, below: 0, state)
    }

    private init(_ words: [Piece], count: Int, below: Int, _ state: DashboardState) {
        width = min(66, max(1, state.size.width - 6))
        let width = width
        let wrapped = words.flatMap { piece in
            TextLayout.wrap(piece.text, to: width).map { [Piece($0, piece.role)] }
        }
        let room = max(1, state.size.height - 4 - below)
        let isLow = room < wrapped.count + 4
        head = count == 0 || isLow ? Array(wrapped.prefix(max(1, room - 1))) : wrapped + [[]]
        self.count = count
        height = min(count, max(1, room - head.count))
    }
}

extension BulkQuestion {
    /// Lines of the list: only those on the screen are made.
    func lines(_ range: Range<Int>, _ glyphs: Glyphs) -> [[Piece]] {
        targets[range].map { ticket in
            [
                Piece("\(glyphs.mark) ", .mark),
                Piece("\(ticket.status.label), \(ticket.priority.rawValue)  ", .faint), Piece(ticket.title),
            ]
        }
    }
}

extension BulkResult {
    /// Lines of the list, two for each ticket: only those on the screen are made.
    func lines(_ range: Range<Int>, _ glyphs: Glyphs) -> [[Piece]] {
        range.map { line in
            let failure = failures[line / 2]
            return line.isMultiple(of: 2)
                ? [Piece("\(glyphs.cross) ", .bad), Piece(failure.ticket.title)]
                : [Piece("  \(failure.reason)", .bad)]
        }
    }
}
