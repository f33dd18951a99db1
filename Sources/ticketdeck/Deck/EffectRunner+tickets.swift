import Dashboard
import TicketClient
import Tickets

// Questions about a single ticket, and about a stretch of the event stream.
extension EffectRunner {
    func loadTicket(_ number: Int, _ tenant: Tenant, _ id: TicketID) {
        Task { [backend, queue] in
            do throws(ClientError) {
                let ticket = try await backend.ask { client throws(ClientError) in
                    try await client.get(id, in: tenant)
                }
                queue.post(.ticket(number: number, .success(ticket)))
            } catch {
                queue.post(.ticket(number: number, .failure(Failure(error))))
            }
        }
    }

    func readEvents(_ number: Int, _ place: EventPlace, _ limit: Int) {
        Task { [backend, queue] in
            queue.post(.eventExcerpt(number: number, await backend.readEvents(place, limit: limit)))
        }
    }

    func loadHistory(_ number: Int, _ tenant: Tenant, _ id: TicketID, _ cursor: String?) {
        Task { [backend, queue] in
            do throws(ClientError) {
                let page = try await backend.ask { client throws(ClientError) in
                    try await client.historyPage(of: id, in: tenant, cursor: cursor)
                }
                queue.post(.history(number: number, .success(page)))
            } catch {
                queue.post(.history(number: number, .failure(Failure(error))))
            }
        }
    }
}
