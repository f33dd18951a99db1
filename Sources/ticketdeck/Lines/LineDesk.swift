import Dashboard
import TicketClient
import Tickets

/// The dashboard as lines of text: for screen readers, and for terminals that can do no more.
@MainActor
final class LineDesk {
    let backend: Backend
    let voice: LineVoice
    let drafts: DraftFile
    let views: [SavedView]
    let actor: String
    let isReadOnly: Bool
    let lastTenant: LastTenant
    var tenant: Tenant
    /// Whether the first tenant by name is to be shown once it is known.
    var seeksTenant: Bool
    var expression = ""
    var sort = TicketSort()
    /// The tickets that the numbers mean.
    var shown: [Ticket] = []
    /// Where each page begins, up to the one that follows the shown one.
    var pages = LinePages()
    var undo: LineUndo?
    /// Whether there was a connection.
    let isConnected = LatestValue(false)
    /// What the services answered last, while they are asked.
    let services = LatestValue<ServiceReading?>(nil)

    init(_ opening: DashboardOpening, backend: Backend, voice: LineVoice) {
        self.backend = backend
        self.voice = voice
        isReadOnly = opening.configuration.isReadOnly
        tenant = opening.tenant ?? .fallback
        seeksTenant = opening.tenant == nil
        views = opening.configuration.views
        actor = opening.plan.actor
        drafts = DraftFile(folder: opening.plan.folders.data)
        lastTenant = LastTenant(folder: opening.plan.folders.data)
    }

    /// Does what is typed until the end.
    func run() async {
        voice.say("TicketDeck, line by line. help says the commands.")
        if isReadOnly { voice.say("Read-only: nothing can be changed here.") }
        await begin()
        while let line = await voice.command() {
            let command = LineCommand(line)
            if command == .quit { return }
            await perform(command)
        }
        voice.say("")
    }

    /// Waits for the service and reads the first page; offers what an earlier run left behind.
    private func begin() async {
        voice.say("Connecting.")
        await waitForConnection()
        if seeksTenant {
            let counts = try? await backend.ask { client throws(ClientError) in try await client.tenants() }
            if let first = counts?.map(\.tenant).min(by: { $0.name < $1.name }) { tenant = first }
        }
        backend.follow(tenant)
        if backend.alerts.isNeeded { backend.followEvents(isShown: false) }
        await list(from: LinePages())
        guard !isReadOnly, let draft = drafts.offer() else { return }
        let title = draft.fields["title"] ?? ""
        if await voice.confirms("A form was left unfinished in \(draft.tenant): \"\(title)\". Open it?") {
            await open(draft)
        } else {
            voice.say("It is kept and offered again at the next start.")
        }
    }

    /// Waits a moment for the first connection; without it, one may go on and is told when it comes.
    private func waitForConnection() async {
        let isConnected = isConnected
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await isThere in isConnected.values() where isThere { return } }
            group.addTask { try? await Task.sleep(for: .seconds(5)) }
            await group.next()
            group.cancelAll()
        }
    }

    private func perform(_ command: LineCommand) async {
        switch command {
        case .nothing, .quit: break
        case .wrong(let reason): voice.say(reason)
        case .help: for line in LineCommand.explanations { voice.say(line) }
        case .list: await list(from: LinePages())
        case .next: await nextPage()
        case .previous: await previousPage()
        case .read(let number): await read(number)
        case .filter(let text): await filter(text)
        case .sort(let sort):
            self.sort = sort
            await list(from: LinePages())
        case .tenant(let tenant): await show(tenant)
        case .tenants: await sayTenants()
        case .views: sayViews()
        case .service: await sayServices()
        case .view(let name): await showView(name)
        case .new, .edit, .delete, .undo: await change(command)
        }
    }

    /// The ticket of a number of the list; says so when there is none.
    func ticket(_ number: Int) -> Ticket? {
        guard shown.indices.contains(number - 1) else {
            voice.say(
                shown.isEmpty ? "No tickets are listed." : "The list has the numbers 1 to \(shown.count).")
            return nil
        }
        return shown[number - 1]
    }
}
