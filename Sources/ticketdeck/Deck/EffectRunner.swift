import Dashboard
import TicketClient
import TicketWire
import Tickets

/// Does what the dashboard wants done, and answers by messages.
@MainActor
final class EffectRunner {
    let backend: Backend
    let queue: MessageQueue
    private let drafts: DraftFile
    private let lastTenant: LastTenant
    private let stage: any Stage
    private let configuration: ConfigurationFile
    private let exporter: TicketExporter
    private lazy var timer = WakeTimer { [queue] in queue.post(.clock(.now)) }

    init(
        backend: Backend, queue: MessageQueue, folders: Folders, configuration: ConfigurationFile,
        stage: any Stage
    ) {
        self.backend = backend
        self.queue = queue
        self.stage = stage
        self.configuration = configuration
        exporter = TicketExporter(backend: backend)
        drafts = DraftFile(folder: folders.data)
        lastTenant = LastTenant(folder: folders.data)
    }

    /// Offers the form that an earlier run left behind.
    func offerDraft() {
        if let draft = drafts.offer() { queue.post(.draftFound(draft)) }
    }

    func perform(_ effect: Effect) {
        switch effect {
        case .loadPage(let number, let tenant, let query): loadPage(number, tenant, query)
        case .loadCounts(let number, let tenant): loadCounts(number, tenant)
        case .loadTicket(let number, let tenant, let id): loadTicket(number, tenant, id)
        case .loadHistory(let number, let tenant, let id, let cursor):
            loadHistory(number, tenant, id, cursor)
        case .loadTenants: loadTenants()
        case .follow(let tenant): backend.follow(tenant)
        case .create, .update, .delete, .restore: write(effect)
        case .watchNodes(let isWatching): backend.watchNodes(isWatching)
        case .followEvents(let isShown): backend.followEvents(isShown: isShown)
        case .watchServices(let isWatching): backend.watchServices(isWatching)
        case .killNode(let node): Task { [backend] in await backend.killNode(node) }
        case .startNode(let node): Task { [backend] in await backend.startNode(node) }
        case .readEvents(let number, let place, let limit): readEvents(number, place, limit)
        case .wake(let moment): timer.wake(at: moment, now: .now)
        case .saveDraft(let draft): save(draft)
        case .discardDraft: drafts.discard()
        case .rememberTenant(let tenant): lastTenant.save(tenant)
        case .edit(let text): edit(text)
        case .copy(let text): stage.copy(text)
        case .nextTheme: stage.nextTheme()
        case .setTheme(let name): stage.setTheme(name)
        case .saveViews(let views): save(views)
        case .export(let export): write(export)
        case .setMouse(let isWanted):
            queue.post(.mouse(isOn: stage.takeMouse(isWanted), wasAsked: isWanted))
        case .redraw: stage.redraw()
        case .suspend: stage.suspend()
        case .bell: stage.bell()
        case .notify(let text): stage.notify(text)
        case .quit: stage.quit()
        }
    }

    private func loadPage(_ number: Int, _ tenant: Tenant, _ query: ListQuery) {
        Task { [backend, queue] in
            do throws(ClientError) {
                let page = try await backend.ask { client throws(ClientError) in
                    try await client.list(query, in: tenant)
                }
                queue.post(.page(number: number, .success(page)))
            } catch {
                queue.post(.page(number: number, .failure(Failure(error))))
            }
        }
    }

    private func loadCounts(_ number: Int, _ tenant: Tenant) {
        Task { [backend, queue] in
            do throws(ClientError) {
                let counts = try await backend.ask { client throws(ClientError) in
                    try await client.stats(of: tenant)
                }
                queue.post(.counts(number: number, .success(counts)))
            } catch {
                queue.post(.counts(number: number, .failure(Failure(error))))
            }
        }
    }

    private func loadTenants() {
        Task { [backend, queue] in
            do throws(ClientError) {
                let tenants = try await backend.ask { client throws(ClientError) in try await client.tenants()
                }
                let counts = tenants.map { TenantCount(tenant: $0.tenant, tickets: $0.counts.total) }
                queue.post(.tenants(.success(counts)))
            } catch {
                queue.post(.tenants(.failure(Failure(error))))
            }
        }
    }

    private func write(_ effect: Effect) {
        Task { [backend, queue] in
            do throws(ClientError) {
                guard let (number, outcome) = try await backend.write(effect) else { return }
                queue.post(.written(number: number, .success(outcome)))
            } catch {
                guard let number = effect.writeNumber else { return }
                queue.post(.written(number: number, .failure(Failure(error))))
            }
        }
    }

    private func save(_ draft: SavedDraft) {
        do {
            try drafts.save(draft)
        } catch {
            queue.post(.draftNotSaved(problem: "the draft cannot be written to \(drafts.folder)"))
        }
    }

    private func save(_ views: [SavedView]) {
        do {
            try configuration.save(views)
        } catch {
            queue.post(.viewsNotSaved(problem: "the views cannot be written to \(configuration.viewsPath)"))
        }
    }

    private func write(_ export: Export) {
        Task { [queue, exporter] in
            await exporter.write(export) { queue.post(.exported($0)) }
        }
    }

    /// Leaves no half-written file behind.
    func end() { exporter.abandon() }

    private func edit(_ text: String) {
        Task { [queue, stage] in
            do {
                queue.post(.edited(text: try await stage.edit(text), problem: nil))
            } catch {
                let problem = (error as? ExternalEditor.Problem)?.message ?? "the editor failed"
                queue.post(.edited(text: nil, problem: problem))
            }
        }
    }
}

extension Effect {
    /// The number of a write.
    fileprivate var writeNumber: Int? {
        switch self {
        case .create(let number, _, _, _), .update(let number, _, _, _, _), .delete(let number, _, _, _),
            .restore(let number, _, _):
            number
        default: nil
        }
    }
}
