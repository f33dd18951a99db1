import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct BulkUndoing {
    @Test func aBulkChangeIsUndoneInOneStep() {
        var deck = Deck.loaded(6)
        let before = deck.state.tickets.list.tickets
        deck.press(.character("*"), .character("p"), .character("c"))
        deck.paint()
        deck.press(.character("y"))
        deck.acceptAll()
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"))
        deck.acceptAll()
        #expect(deck.state.tickets.list.rows.isEmpty)
        #expect(deck.state.undo.steps.count == 2)

        deck.press(.character("u"))
        #expect(deck.screen.contains("undoing: 0 of 6"))
        deck.acceptAll()
        #expect(deck.state.remark?.text == "undone: 6 tickets as before")
        #expect(deck.state.tickets.list.rows.count == 6)
        deck.press(.character("u"))
        deck.acceptAll()
        #expect(deck.state.undo.steps.isEmpty)
        let after = deck.state.tickets.list.tickets
        #expect(after.mapValues(\.priority) == before.mapValues(\.priority))
    }

    @Test func whatAnUndoBringsBackIsNoNews() {
        var deck = Deck.loaded(40)
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"))
        deck.acceptAll()
        deck.press(.character("u"))
        var heard = deck.jobs[0].job.ticket
        heard.revision += 2
        deck.send(
            .changed(
                TicketChange(
                    action: .restore, ticket: heard, revision: heard.revision, actor: "maria", at: Deck.start)
            ))
        deck.acceptAll()
        #expect(deck.state.tickets.list.rows.count == 40)
        #expect(deck.state.tickets.news == NewTickets())
    }

    @Test func anUndoLeavesAloneWhatOthersChangedAndKeepsWhatWasNotTried() {
        var deck = Deck.loaded(12)
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"))
        deck.acceptAll()
        deck.press(.character("u"), .escape)
        deck.acceptAll()
        #expect(deck.state.undo.steps.map(\.count) == [4])
        #expect(deck.screen.contains("u goes on with the 4 that are left."))
        deck.paint()
        deck.press(.escape, .character("u"))
        deck.acceptAll()
        #expect(deck.state.undo.steps.isEmpty && deck.state.tickets.list.rows.count == 12)

        deck.askForStatus("r", ofFirst: 2)
        deck.paint()
        deck.press(.character("y"))
        deck.acceptAll()
        deck.press(.character("u"))
        let (number, job) = deck.jobs[0]
        let theirs = Deck.changed(job.ticket) { $0.title = "Theirs" }
        deck.refuse(number, as: theirs)
        deck.acceptAll()
        #expect(deck.state.tickets.list.tickets[theirs.ticket.id] == theirs.ticket)
        #expect(deck.state.undo.steps.isEmpty)
        #expect(deck.screen.contains("lee changed title since"))
    }

    @Test func theStackForgetsOldBulkChangesBeforeItGrowsTooBig() {
        var stack = UndoStack()
        let parts = (0..<6000).map { UndoStep.created(Deck.ticket($0 % 40)) }
        for _ in 0..<3 { if let step = UndoStep(parts) { stack.push(step) } }
        #expect(stack.steps.map(\.count) == [6000, 6000])
    }
}
