import Screen
import Testing
import Tickets

@testable import Dashboard

@Suite struct PaletteTests {
    private func names(_ deck: Deck, _ text: String) -> [String] {
        deck.state.paletteRows(text).map(\.name)
    }

    @Test(arguments: Place.allCases.filter { ![.form, .history, .merge].contains($0) })
    func everyActionOfAPlaceIsInIt(place: Place) {
        var deck = Deck.loaded(3, isReadOnly: false)
        deck.send(.nodes([Deck.node(1)]))
        deck.send(.events(WholeScreens.events(3), dropped: 0))
        switch place {
        case .tickets, .form, .history, .merge: break
        case .ticket: deck.press(.enter)
        case .events: deck.press(.character("2"))
        case .payload: deck.press(.character("2"), .enter)
        case .cluster: deck.press(.character("3"))
        case .node: deck.press(.character("3"), .enter)
        case .services: deck.showServices()
        case .instance:
            deck.showServices()
            deck.press(.enter)
        case .alerts: deck.press(.character("A"))
        case .stream:
            deck.send(.cluster(Deck.report()))
            deck.press(.character("3"), .end, .enter)
        }
        #expect(deck.state.place == place)
        let offered = Set(deck.state.paletteRows("").compactMap(\.action))
        let bound = Set(Keymap.standard.bindings(at: place).map(\.action)).subtracting([.palette])
        #expect(offered == bound)
    }

    @Test func wordsInAnyOrderNarrowIt() {
        let deck = Deck.loaded(3)
        #expect(names(deck, "status set") == ["set status"])
        #expect(names(deck, "TICKET new") == ["new"])
        #expect(names(deck, "nothing has these words").isEmpty)
    }

    @Test func whatIsCalledSoComesFirst() {
        #expect(names(Deck.loaded(3), "delete").first == "delete")
        #expect(names(Deck.loaded(3), "delete").contains("delete view NAME"))
    }

    @Test func enterDoesTheChosenAction() {
        var deck = Deck.loaded(3)
        deck.press(.character(":"))
        deck.type("set prio")
        #expect(deck.press(.enter).isEmpty)
        guard case .picker(let picker) = deck.state.overlay else {
            Issue.record("\(String(describing: deck.state.overlay))")
            return
        }
        #expect(picker.field == .priority)
        #expect(picker.ticket == deck.state.tickets.selected)
    }

    @Test func aRefusedActionSaysWhyAndStays() {
        var deck = Deck.loaded(3, isReadOnly: true)
        deck.press(.character(":"))
        deck.type("delete")
        #expect(deck.screen.contains("read-only"))
        #expect(deck.press(.enter).filter { !$0.isWake }.isEmpty)
        #expect(deck.state.remark?.text.contains("read-only") == true)
        #expect(deck.state.overlay != nil)
        deck.press(.escape)
        #expect(deck.state.overlay == nil)
    }

    @Test(arguments: ["set status", "edit", "copy id", "undo"]) func withoutATicketItSaysSo(name: String) {
        var deck = Deck()
        deck.answerPage([])
        let row = deck.state.paletteRows(name).first
        #expect(row?.name == name)
        #expect(row?.refusal != nil)
    }

    @Test func aCommandAsksForItsTextFirst() {
        var deck = Deck.loaded(3)
        deck.press(.character(":"))
        deck.type("the")
        deck.press(.enter)
        guard case .palette(let palette) = deck.state.overlay else {
            Issue.record("the palette is gone")
            return
        }
        #expect(palette.editor.text == "theme ")
    }

    @Test func aThemeIsPutOnByName() {
        var deck = Deck.loaded(1)
        deck.press(.character(":"))
        deck.type("theme li")
        #expect(deck.press(.enter) == [.setTheme("light")])
        #expect(deck.state.overlay == nil)
    }

    @Test func aTenantIsShownByName() {
        var deck = Deck.loaded(1)
        deck.press(.character(":"))
        deck.type("tenant globex")
        let effects = deck.press(.enter)
        #expect(deck.state.tenant == Deck.named("globex"))
        #expect(effects.contains(.follow(Deck.named("globex"))))
        #expect(effects.contains(.rememberTenant(Deck.named("globex"))))
    }

    @Test func pastedTextIsTyped() {
        var deck = Deck.loaded(1)
        deck.press(.character(":"))
        deck.send(.terminal(.paste("theme\nlight")))
        #expect(deck.screen.contains("theme light"))
        #expect(deck.effects.isEmpty)
    }

    @Test func aViewIsSavedShownAndForgotten() {
        var deck = Deck.loaded(6)
        deck.press(.character("/"))
        deck.type("status:open")
        deck.press(.enter)
        deck.press(.character(":"))
        deck.type("save view  My open ones ")
        let view = SavedView(name: "My open ones", filter: "status:open", sort: TicketSort())
        #expect(deck.press(.enter).filter { !$0.isWake } == [.saveViews([view])])
        #expect(deck.state.views == [view])

        deck.press(.escape)
        #expect(deck.state.tickets.expression.text.isEmpty)
        deck.press(.character("2"), .character(":"))
        deck.type("view open my")
        deck.press(.enter)
        #expect(deck.state.view == .tickets)
        #expect(deck.state.tickets.expression.text == "status:open")
        #expect(deck.state.tickets.list.filter.statuses == [.open])

        deck.press(.character(":"))
        deck.type("delete view my")
        #expect(deck.press(.enter).filter { !$0.isWake } == [.saveViews([])])
        #expect(deck.state.views.isEmpty)
    }

    @Test func aViewBringsItsOrder() {
        var deck = Deck.loaded(6)
        deck.state.views = [
            SavedView(name: "by title", filter: "", sort: TicketSort(field: .title, order: .ascending))
        ]
        deck.press(.character(":"))
        deck.type("view by title")
        deck.press(.enter)
        #expect(deck.state.tickets.list.sort == TicketSort(field: .title, order: .ascending))
        #expect(deck.titles == deck.titles.sorted { $0.lowercased() < $1.lowercased() })
    }

    @Test func aViewOfTheConfigurationIsNotForgottenHere() {
        var deck = Deck.loaded(1)
        deck.state.views = [SavedView(name: "x", filter: "", sort: TicketSort(), isFixed: true)]
        deck.press(.character(":"))
        deck.type("delete view x")
        #expect(deck.press(.enter).filter { !$0.isWake }.isEmpty)
        #expect(deck.state.views.count == 1)
        deck.press(.escape)
        deck.press(.character(":"))
        deck.type("save view y")
        guard case .saveViews(let kept) = deck.press(.enter).first else {
            Issue.record("nothing was kept")
            return
        }
        #expect(kept.map(\.name) == ["y"])
    }
}

extension PaletteRow {
    fileprivate var action: Action? { if case .action(let action) = subject { action } else { nil } }
}

extension Effect {
    /// Whether it is only about time.
    var isWake: Bool { if case .wake = self { true } else { false } }
}
