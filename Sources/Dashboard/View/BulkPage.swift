import Screen
import Tickets

/// The list in a dialog about many tickets: what is asked or what failed.
struct BulkPage {
    /// What stands above the list.
    let head: [[Piece]]
    /// What can be scrolled.
    let lines: [[Piece]]
    let width: Int
    /// How many of the lines are shown at once.
    let height: Int

    init(_ question: BulkQuestion, in state: DashboardState) {
        var words = [Piece(question.deed.question(question.targets.count))]
        if question.hidden > 0 {
            let all = question.targets.count + question.unchanged.count + question.hidden
            words.append(
                Piece(
                    "\(all) marked, \(question.hidden) hidden by the filter \(question.hidden == 1 ? "is" : "are") left out",
                    .warning))
        }
        if !question.unchanged.isEmpty {
            words.append(Piece("\(question.unchanged.count) of the marked are so already", .faint))
        }
        let lines = question.targets.map { ticket in
            [
                Piece("\(state.glyphs.mark) ", .mark), Piece("\(ticket.status.label), ", .faint),
                Piece("\(ticket.priority.rawValue)  ", .faint), Piece(ticket.title),
            ]
        }
        self.init(words, lines, below: 2, state)
    }

    init(_ result: BulkResult, in state: DashboardState) {
        var words = [Piece("\(result.succeeded) of \(result.count) done")]
        if let reason = result.stopped, result.untried > 0 {
            words.append(Piece("Stopped: \(reason); \(result.untried) not tried", .warning))
        }
        if result.deed != .undo {
            words.append(Piece("What is left stays marked.", .faint))
        } else if result.undoable > 0 {
            words.append(
                Piece("\(state.hint(.undo)) goes on with the \(result.undoable) that are left.", .faint))
        }
        let lines = result.failures.flatMap { failure in
            [
                [Piece("\(state.glyphs.cross) ", .bad), Piece(failure.ticket.title)],
                [Piece("  \(failure.reason)", .bad)],
            ]
        }
        self.init(words, lines, below: 0, state)
    }

    private init(_ words: [Piece], _ lines: [[Piece]], below: Int, _ state: DashboardState) {
        width = min(66, max(1, state.size.width - 6))
        let width = width
        let wrapped = words.flatMap { piece in
            TextLayout.wrap(piece.text, to: width).map { [Piece($0, piece.role)] }
        }
        let room = max(1, state.size.height - 4 - below)
        let isLow = room < wrapped.count + 4
        head = lines.isEmpty || isLow ? Array(wrapped.prefix(max(1, room - 1))) : wrapped + [[]]
        self.lines = lines
        height = min(lines.count, max(1, room - head.count))
    }
}
