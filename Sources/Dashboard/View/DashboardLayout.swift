import Screen

/// Which part of the screen is for what.
struct DashboardLayout {
    /// From so many columns on, the detail stands beside the list.
    static let splitWidth = 100

    let header: Rect
    let banner: Rect
    /// Empty on a low screen: what is said then stands in the place of the footer.
    let status: Rect
    let footer: Rect
    let body: Rect

    init(_ state: DashboardState) {
        let screen = Rect(state.size)
        let hasBanner = state.banner != nil && screen.height > 5
        let (header, below) = screen.splitTop(screen.height > 3 ? 1 : 0)
        let (banner, middle) = below.splitTop(hasBanner ? 1 : 0)
        let (upper, footer) = middle.splitBottom(screen.height > 2 ? 1 : 0)
        let (body, status) = upper.splitBottom(screen.height >= 16 ? 1 : 0)
        self.header = header
        self.banner = banner
        self.footer = footer
        self.body = body
        self.status = status
    }

    var isSplit: Bool { body.width >= DashboardLayout.splitWidth }

    /// The list of tickets with its title line, and the detail beside it.
    var list: Rect { isSplit ? body.splitLeft(body.width - detailWidth - 1).left : body }

    private var detailWidth: Int { min(70, max(40, body.width * 2 / 5)) }

    /// The detail's text: beside the list, or in its place.
    var detail: Rect {
        guard isSplit else { return page }
        return body.splitLeft(body.width - detailWidth).rest.inset(left: 1, top: 1)
    }

    /// The text of a page that covers the view, below its title line.
    var page: Rect { body.inset(left: 1, top: 1, right: 1) }

    /// The lines above the rows of a list: its title, and on all but very low screens the columns' titles.
    var listHead: Int { body.height >= 6 ? 2 : 1 }

    var ticketRows: Int { max(1, list.height - listHead) }
    var eventRows: Int { max(1, body.height - listHead) }
    /// From so many columns on, the rates stand beside the events.
    static let ratesWidth = 120

    var hasRoomForRates: Bool { body.width >= DashboardLayout.ratesWidth }

    var nodeRows: Int { max(1, body.height - listHead) }
    var instanceRows: Int { max(1, body.height - listHead) }
    var alertRows: Int { max(1, body.height - listHead) }

    func detailLines(_ state: DashboardState) -> Int {
        TicketDetail.lines(state, width: detail.width).count
    }

    func payloadLines(_ state: DashboardState) -> Int {
        state.events.opened.map {
            EventPage($0, state, width: page.width).lines.count
        } ?? 0
    }

    func instanceLines(_ state: DashboardState) -> Int {
        state.services.openedInstance.map { InstancePage.lines($0, state, width: page.width).count } ?? 0
    }

    func clusterPageLines(_ state: DashboardState) -> Int {
        ClusterPage.lines(state, width: page.width).count
    }
}

extension DashboardState {
    /// What is wrong with the connection; `nil`: nothing.
    var banner: String? {
        Banner.text(connection, hasData: tickets.isLoaded, now: now)
    }
}
