import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct BulkChanges {
    @Test func theQuestionListsWhatItHitsAndOnlyYSaysYes() throws {
        var deck = Deck.loaded(6)
        let tickets = deck.state.tickets.list.rows.prefix(2).map { deck.state.tickets.list.tickets[$0]! }
        #expect(deck.state.tickets.viewport.cursor == 0)
        deck.press(.character(" "), .character(" "), .character("d"))
        guard case .bulk(let question) = deck.state.overlay else {
            return #expect(Bool(false), "no question")
        }
        #expect(question == BulkQuestion(deed: .delete, targets: tickets, hidden: 0, unchanged: []))
        #expect(deck.screen.contains("Delete 2 tickets?"))
        for ticket in tickets { #expect(deck.screen.contains(ticket.title)) }
        #expect(deck.press(.character("y"), .character("x")).isEmpty, "it has not stood on the screen")
        deck.paint()
        #expect(deck.press(.character("j")).isEmpty && deck.state.overlay != nil)
        #expect(deck.press(.character("x")).isEmpty && deck.state.overlay == nil)
        deck.press(.character("d"))
        deck.paint()
        #expect(
            deck.press(.character("y")) == [
                .delete(number: 2, tenant: Deck.acme, tickets[0].id, ifRevision: 1),
                .delete(number: 3, tenant: Deck.acme, tickets[1].id, ifRevision: 1),
            ])
    }

    @Test func whatTheFilterHidesIsNeverHit() {
        var deck = Deck.loaded(6)
        deck.press(.character("*"), .character("/"))
        deck.type("-laptop")
        deck.press(.enter, .character("d"))
        #expect(deck.screen.contains("Delete 5 tickets?"))
        #expect(deck.screen.contains("6 marked, 1 hidden by the filter is left out"))
        deck.paint()
        deck.press(.character("y"))
        let hit = deck.jobs.map(\.job.ticket.title)
        #expect(hit.count == 5 && !hit.contains("New laptop for Jürgen"))
        deck.acceptAll()
        #expect(deck.state.tickets.marks.tickets.values.map(\.title) == ["New laptop for Jürgen"])
    }

    @Test func marksThatAreAllHiddenLeaveTheCursorsTicket() {
        var deck = Deck.loaded(6)
        deck.press(.character(" "), .character("/"))
        deck.type("laptop")
        deck.press(.enter, .character("d"))
        guard case .question(let question) = deck.state.overlay, case .delete(let ticket) = question.subject
        else { return #expect(Bool(false), "no question") }
        #expect(ticket.title == "New laptop for Jürgen")
    }

    @Test func anOpenTicketIsMeantAlone() {
        var deck = Deck.loaded(6)
        deck.press(.character(" "), .enter, .character("d"))
        guard case .question = deck.state.overlay else { return #expect(Bool(false), "no question") }
    }

    @Test func whatIsSoAlreadyIsLeftOut() {
        var deck = Deck.loaded(6)
        deck.press(.character("*"), .character("p"), .character("h"))
        #expect(deck.screen.contains("Set the priority of 4 tickets to high?"))
        #expect(deck.screen.contains("2 of the marked are so already"))
        deck.paint()
        deck.press(.character("y"))
        deck.acceptAll()
        #expect(deck.state.tickets.list.tickets.values.allSatisfy { $0.priority == .high })
        #expect(deck.state.tickets.marks.count == 0)
        #expect(deck.state.remark?.text == "priority of 4 tickets is now high; u undoes it")
        deck.press(.character("*"), .character("p"), .character("h"))
        #expect(deck.state.overlay == nil)
        #expect(deck.state.remark?.text == "nothing to change: the marked tickets are so already")
    }

    @Test func anAssigneeIsTypedForAll() throws {
        var deck = Deck.loaded(6)
        deck.press(.character("*"), .character("a"))
        #expect(deck.screen.contains("6 marked tickets"))
        deck.type("kim")
        deck.press(.enter)
        #expect(deck.screen.contains("Set the assignee of 6 tickets to kim?"))
        deck.paint()
        deck.press(.character("y"))
        deck.acceptAll()
        #expect(deck.state.tickets.list.tickets.values.allSatisfy { $0.assignee == "kim" })
    }

    @Test func aFewAreUnderWayAtOnce() {
        var deck = Deck.loaded(12)
        deck.askForStatus("r", ofFirst: 12)
        deck.paint()
        deck.press(.character("y"))
        #expect(deck.jobs.count == BulkRun.width)
        #expect(deck.screen.contains("setting the status to resolved: 0 of 10; Esc stops"))
        deck.accept(deck.jobs[3].number)
        #expect(deck.jobs.count == BulkRun.width)
        #expect(deck.screen.contains("1 of 10"))
        deck.press(.character("d"))
        #expect(deck.state.remark?.text == "the change of many tickets is not done yet")
        #expect(deck.state.overlay == nil, "one after the other")
        deck.acceptAll()
        #expect(deck.state.bulk == nil && deck.state.tickets.marks.count == 0)
        #expect(deck.state.tickets.list.tickets.values.allSatisfy { $0.status == .resolved })
    }

    @Test func whatFailedStaysMarkedWithItsReason() {
        var deck = Deck.loaded(6)
        deck.askForStatus("r", ofFirst: 4)
        deck.paint()
        deck.press(.character("y"))
        #expect(deck.jobs.count == 3, "one of them is resolved already")
        let (changed, deleted, done) = (deck.jobs[0], deck.jobs[1], deck.jobs[2])
        let theirs = Deck.changed(changed.job.ticket) { $0.status = .closed }
        deck.refuse(changed.number, as: theirs)
        deck.refuse(deleted.number, as: Deck.deleted(deleted.job.ticket))
        deck.accept(done.number)
        let marks = deck.state.tickets.marks
        #expect(marks.tickets == [theirs.ticket.id: theirs.ticket], "nothing of theirs is overwritten")
        #expect(marks.reasons == [theirs.ticket.id: "lee changed status since"])
        guard case .bulkResult(let result) = deck.state.overlay else {
            return #expect(Bool(false), "no result")
        }
        #expect(result.failures.map(\.reason) == ["lee changed status since", "lee deleted it since"])
        #expect(deck.screen.contains("1 of 3 done"))
        #expect(deck.state.remark?.text == "1 of 3 done; what is left stays marked")
        deck.press(.escape)
        #expect(deck.state.overlay != nil, "it has not stood on the screen")
        deck.paint()
        deck.press(.escape)
        #expect(deck.state.overlay == nil)
        #expect(deck.screen.contains("✗ lee changed status since"))
        #expect(deck.state.undo.steps.count == 1)
    }

    @Test func theOwnChangesOfABulkChangeAreNoNews() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.type("status:open")
        deck.press(.enter)
        deck.askForStatus("c", ofFirst: 2)
        deck.paint()
        deck.press(.character("y"))
        let (number, job) = deck.jobs[0]
        deck.send(.changed(Deck.changed(job.ticket, by: "maria") { $0.status = .closed }))
        #expect(deck.state.remark == nil)
        deck.accept(number)
        #expect(deck.state.tickets.list.tickets[job.ticket.id] == nil)
    }

    @Test func escapeStopsAfterThoseUnderWay() {
        var deck = Deck.loaded(12)
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"), .escape)
        #expect(deck.screen.contains("deleting: 0 of 12; stopping"))
        deck.acceptAll()
        #expect(deck.state.tickets.list.rows.count == 4)
        #expect(deck.state.tickets.marks.count == 4)
        #expect(deck.state.remark?.text == "8 of 12 done; what is left stays marked")
        #expect(deck.screen.contains("Stopped: you stopped it; 4 not tried"))
        #expect(deck.state.undo.steps.first?.count == 8)
    }

    @Test func onlyEscapeStopsAndAWarningIsSeenMeanwhile() {
        var deck = Deck.loaded(12)
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"), .enter, .character("q"))
        #expect(!deck.state.tickets.isDetailOpen && deck.state.bulk?.stopped == nil)
        deck.press(.character("u"))
        #expect(deck.screen.contains("the change of many tickets is not done yet"))
        deck.wait(.seconds(13))
        #expect(deck.screen.contains("deleting: 0 of 12; Esc stops"))
        deck.press(.enter, .escape)
        #expect(deck.state.tickets.isDetailOpen && deck.state.bulk?.stopped != nil)
    }

    @Test func aLostServiceStopsIt() {
        var deck = Deck.loaded(12)
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"))
        let failure = Failure(kind: .unreachable, message: "no service answers")
        while let first = deck.jobs.first { deck.send(.written(number: first.number, .failure(failure))) }
        #expect(deck.state.bulk == nil)
        #expect(deck.state.tickets.marks.count == 12)
        #expect(deck.state.tickets.marks.reasons.count == 8)
        #expect(deck.state.undo.steps.isEmpty)
        #expect(deck.screen.contains("Stopped: no service answers; 4 not tried"))
    }

    @Test func aResultDoesNotCoverWhatIsBeingTyped() {
        var deck = Deck.loaded(6)
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"), .character("n"))
        deck.type("New")
        deck.refuse(deck.jobs[0].number, as: Deck.changed(deck.jobs[0].job.ticket) { $0.title = "Theirs" })
        deck.acceptAll()
        #expect(deck.state.overlay == nil && deck.state.form?.title.text == "New")
        #expect(deck.state.tickets.marks.reasons.values.map { $0 } == ["lee changed title since"])
    }

    @Test func quittingAsksWhileABulkChangeGoesOn() {
        var deck = Deck.loaded(12)
        deck.press(.character("*"), .character("d"))
        deck.paint()
        deck.press(.character("y"))
        #expect(!deck.press(.control("c")).contains(.quit))
        deck.paint()
        #expect(deck.press(.character("y")) == [.quit])
    }
}
