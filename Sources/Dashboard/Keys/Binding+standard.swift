import Screen

extension Binding {
    private static let views: Set<Place> = [
        .tickets, .ticket, .events, .payload, .cluster, .node, .stream, .services, .instance, .alerts,
        .history,
    ]
    private static let lists: Set<Place> = [.tickets, .events, .cluster, .services, .alerts]
    private static let onTicket: Set<Place> = [.tickets, .ticket]

    private static let paged = views.union([.merge])

    /// The keys of the contract, in the order of footer and help.
    static let standard: [Binding] = moving + tickets + history + events + cluster + form + merge + everywhere

    private static let moving: [Binding] = [
        Binding(.down, paged, [.character("j"), .down], "", "down"),
        Binding(.up, paged, [.character("k"), .up], "", "up"),
        Binding(.top, paged, [.character("g"), .home], "", "to the beginning"),
        Binding(
            .bottom,
            [
                .tickets, .ticket, .payload, .cluster, .node, .stream, .services, .instance, .alerts,
                .history,
                .merge,
            ],
            [.character("G"), .end], "", "to the end"
        ),
        Binding(.pageDown, paged, [.pageDown], "", "a page down"),
        Binding(.pageUp, paged, [.pageUp], "", "a page up"),
        Binding(.halfPageDown, paged, [.control("d")], "", "half a page down"),
        Binding(.halfPageUp, paged, [.control("u")], "", "half a page up"),
        Binding(.open, lists, [.enter], "open", "open what the cursor is on", importance: 60),
        Binding(.back, views, [.escape], "back", "back; clears a filter", importance: 55),
    ]

    private static let tickets: [Binding] = [
        Binding(.newTicket, onTicket, [.character("n")], "new", "write a new ticket", importance: 80),
        Binding(.editTicket, onTicket, [.character("e")], "edit", "edit the ticket", importance: 75),
        Binding(
            .deleteTicket, onTicket, [.character("d")], "delete",
            "delete the ticket, or the marked ones (asks)", importance: 65),
        Binding(
            .setStatus, onTicket, [.character("s")], "status", "set the status, also of the marked ones",
            importance: 50),
        Binding(
            .setPriority, onTicket, [.character("p")], "priority",
            "set the priority, also of the marked ones", importance: 45),
        Binding(
            .setAssignee, onTicket, [.character("a")], "assign", "set the assignee, also of the marked ones",
            importance: 40),
        Binding(
            .mark, [.tickets], [.character(" ")], "mark", "mark the ticket, or take the mark away, and go on",
            importance: 35),
        Binding(
            .markAll, [.tickets], [.character("*")], "",
            "mark all that the filter shows, or take those marks away"
        ),
        Binding(
            .undo, onTicket.union([.history]), [.character("u")], "undo", "undo the last change made here",
            importance: 30),
        Binding(
            .filter, onTicket, [.character("/")], "filter",
            "filter by words, status: priority: assignee:", importance: 70),
        Binding(.chooseTenant, onTicket, [.character("t")], "tenant", "choose the tenant", importance: 58),
        Binding(.sortNext, [.tickets], [.character("o")], "sort", "sort by the next column", importance: 25),
        Binding(.sortReverse, [.tickets], [.character("O")], "", "reverse the order"),
        Binding(.copyID, onTicket, [.character("y")], "copy id", "copy the ticket's id", importance: 15),
        Binding(.reload, [.tickets, .ticket], [.character("r")], "", "read the list again"),
    ]

    private static let history: [Binding] = [
        Binding(
            .history, onTicket.union([.events, .payload]), [.character("h")], "history",
            "every revision of the ticket: who, when, what", importance: 35),
        Binding(
            .restoreRevision, [.history], [.character("r")], "restore",
            "give the ticket the content of this revision (asks)", importance: 70),
    ]

    private static let events: [Binding] = [
        Binding(
            .pause, [.events], [.character(" ")], "pause/follow", "pause, and follow again", importance: 80),
        Binding(
            .filter, [.events, .payload], [.character("/")], "filter",
            "filter by words, subject: tenant: ticket: actor:", importance: 70),
        Binding(
            .from, [.events], [.character("f")], "from",
            "from a sequence, a time, the last N or the beginning", importance: 68),
        Binding(
            .goToTicket, [.payload], [.enter], "to the ticket", "show the ticket, in its tenant",
            importance: 78),
        Binding(.nextEvent, [.payload], [.character("n")], "next", "the next event", importance: 66),
        Binding(
            .previousEvent, [.payload], [.character("p")], "previous", "the event before", importance: 65),
        Binding(
            .eventsOfTicket, onTicket.union([.events, .payload, .history]), [.character("v")], "events",
            "the events of this ticket; Esc leads back", importance: 34),
        Binding(.rates, [.events], [.character("r")], "rates", "events a second, and whose", importance: 48),
        Binding(
            .addMarker, [.events], [.character("m")], "marker", "put a marker at the newest place",
            importance: 46),
        Binding(
            .nextMarker, [.events], [.character("n"), .character("]")], "", "to the next marker below"),
        Binding(
            .previousMarker, [.events], [.character("p"), .character("[")], "", "to the next marker above"),
        Binding(
            .timeForm, [.events], [.character("z")], "time", "local time, UTC, or since the line before",
            importance: 32),
        Binding(
            .chooseTenant, [.events], [.character("t")], "tenant",
            "choose the tenant, and show its events only", importance: 38),
        Binding(
            .bottom, [.events], [.character("G"), .end], "newest", "to the newest, and follow", importance: 62
        ),
    ]

    private static let cluster: [Binding] = [
        Binding(
            .killNode, [.cluster, .node], [.character("x")], "kill",
            "kill the server, in a local cluster (asks)", importance: 50),
        Binding(
            .startNode, [.cluster, .node], [.character("X")], "start",
            "start the server again, in a local cluster", importance: 48),
    ]

    private static let form: [Binding] = [
        Binding(.save, [.form], [.control("s")], "save", "save", importance: 90),
        Binding(.nextField, [.form], [.tab], "next field", "to the next field", importance: 60),
        Binding(.previousField, [.form], [.backTab], "", "to the field before"),
        Binding(
            .editor, [.form], [.function(2)], "editor",
            "description in $VISUAL or $EDITOR (Ctrl-E in the description)", importance: 50),
        Binding(
            .cancel, [.form], [.escape], "cancel", "leave (asks when something was changed)", importance: 80),
        Binding(.help, [.form], [.function(1)], "help", "all keys", importance: 40),
    ]

    private static let merge: [Binding] = [
        Binding(.takeTheirs, [.merge], [.character("t")], "theirs", "take their text", importance: 86),
        Binding(.takeMine, [.merge], [.character("m")], "mine", "take your text", importance: 85),
        Binding(
            .takeBefore, [.merge], [.character("b")], "before", "take the text from before both changes",
            importance: 84),
        Binding(.save, [.merge], [.control("s")], "save", "save what was chosen", importance: 90),
        Binding(
            .editMerged, [.merge], [.character("e")], "edit", "go on in the form with what was chosen",
            importance: 50),
        Binding(
            .cancel, [.merge], [.escape], "back", "back to the form; nothing is saved", importance: 80),
        Binding(.help, [.merge], [.character("?"), .function(1)], "help", "all keys", importance: 60),
    ]

    private static let everywhere: [Binding] = [
        Binding(.showTickets, views, [.character("1")], "", "tickets"),
        Binding(.showEvents, views, [.character("2")], "", "events"),
        Binding(.showCluster, views, [.character("3")], "", "cluster"),
        Binding(.showService, views, [.character("4")], "", "service: all instances that answer"),
        Binding(
            .showAlerts, views, [.character("A")], "", "alerts: what the rules in config.toml have found"),
        Binding(.nextView, views, [.tab], "", "to the next view"),
        Binding(.previousView, views, [.backTab], "", "to the view before"),
        Binding(.nextTheme, views, [.character("T")], "", "next theme"),
        Binding(.mouse, views, [.character("M")], "", "mouse on and off"),
        Binding(.help, views, [.character("?")], "help", "all keys", importance: 95),
        Binding(
            .palette, views, [.character(":")], "commands", "every action by name", importance: 52),
        Binding(.close, views, [.character("q")], "", "back, and at the top quit"),
        Binding(.quit, Set(Place.allCases), [.control("c")], "", "quit (asks when something is unsaved)"),
        Binding(.redraw, Set(Place.allCases), [.control("l")], "", "draw the screen anew"),
        Binding(.suspend, Set(Place.allCases), [.control("z")], "", "suspend; fg comes back"),
    ]
}
