import ArgumentParser
import CommandOptions
import NATS
import TicketService

/// Makes the streams what the contract says.
struct SetupStreams: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Create or repair the bucket of the tickets and the event stream, say what was done, and exit.")

    @OptionGroup var streams: StreamArguments

    @OptionGroup(title: "Connection")
    var connection: ConnectionArguments

    func run() async throws {
        do { try await setUp() } catch let failure as CommandFailure {
            throw failure.report(as: "ticket-svc")
        }
    }

    private func setUp() async throws {
        let settings = try connection.resolve(clientName: "ticket-svc setup-streams")
        let replicas = try streams.count()
        let connection = Connection(settings.options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            defer { group.cancelAll() }
            do throws(NATSError) { _ = try await connection.connected(within: .seconds(5)) } catch {
                throw CommandFailure(
                    "no server reached: \(error.message); name one with --server",
                    status: ExitStatus.unreachable)
            }
            do throws(NATSError) {
                for line in try await TicketStreams.repair(connection, replicas: replicas) { print(line) }
            } catch {
                throw CommandFailure("the streams cannot be set up: \(error.message)")
            }
        }
    }
}
