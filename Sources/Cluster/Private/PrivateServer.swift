import Glibc
import Synchronization

/// The private `nats-server` of a dashboard that was given none: started on free loopback ports with its
/// files in the data directory, and stopped when its owner ends, also by `kill -9`.
///
/// A second dashboard on the same directory joins the first one's server, and when that goes away starts it
/// again on the same ports, so that clients only have to reconnect.
public final class PrivateServer: Sendable {
    /// The first argument of the executable when it is started as the guard; the rest go to `runGuard`.
    public static let guardArgument = "__guard-private-server"

    private let options: PrivateServerOptions
    private let broadcast = StateBroadcast<PrivateServerState>(.starting)

    /// A server that does not run yet.
    public init(_ options: PrivateServerOptions) { self.options = options }

    /// What the guard process does. The main calls it before anything else when its first argument is
    /// `guardArgument`, and exits with the result.
    ///
    /// - Parameter arguments: those behind `guardArgument`.
    /// - Returns: the exit status.
    public static func runGuard(_ arguments: [String]) -> Int32 { ServerGuard.run(arguments) }

    /// How it stands now.
    public var state: PrivateServerState { broadcast.current }

    /// How it stands now, then each change; only the newest is kept for a slow reader.
    public func states() -> AsyncStream<PrivateServerState> { broadcast.stream() }

    /// Waits until the server runs for the first time.
    ///
    /// - Returns: where it is reached.
    /// - Throws: why it does not run, as `run()` does; `notReady` when the wait is cancelled.
    public func ready() async throws(ClusterError) -> PrivateServerEndpoint {
        for await state in states() {
            if let endpoint = state.endpoint { return endpoint }
            if case .stopped(let failure) = state {
                throw failure ?? ClusterError(.notReady, "the private server was stopped")
            }
        }
        throw ClusterError(.notReady, "the private server was not waited for")
    }

    /// Starts the server, or joins the one of another dashboard, and keeps it running until the task is
    /// cancelled. The server has ended when this returns. To be called once.
    ///
    /// - Throws: `noServerProgram`, `dataDirectory`, `notReady` or `notJoined`, when it never ran; later
    ///   failures are states, and are tried again.
    public func run() async throws(ClusterError) {
        do throws(ClusterError) {
            let folder = try ServerFolder(options.directory)
            try await keepRunning(in: folder)
            broadcast.finish(.stopped(nil))
        } catch {
            broadcast.finish(.stopped(error))
            throw error
        }
    }

    private func keepRunning(in folder: ServerFolder) async throws(ClusterError) {
        var pause = Duration.milliseconds(100)
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do throws(ClusterError) {
                try await runOnce(in: folder)
            } catch {
                if Task.isCancelled { return }
                // What never worked will not work by trying: say it, and let the owner decide.
                guard case .interrupted = state else { throw error }
                broadcast.send(.interrupted(error))
                try? await Task.sleep(for: pause)
                // A server that ends again and again is started less and less often.
                pause =
                    start.duration(to: .now) > .seconds(30)
                    ? .milliseconds(100) : min(pause * 2, .seconds(10))
            }
        }
    }

    /// Runs or joins the server until it has ended.
    ///
    /// - Throws: why it could not be started or joined; or, after it ran, why it ended.
    private func runOnce(in folder: ServerFolder) async throws(ClusterError) {
        if let lock = try FolderLock.take(in: folder) {
            try await own(folder, lock)
        } else {
            try await join(folder)
        }
    }

    private func own(_ folder: ServerFolder, _ lock: consuming FolderLock) async throws(ClusterError) {
        let launch = ServerLaunch(options: options, folder: folder)
        let (server, endpoint) = try await launch.start(lock)
        broadcast.send(.running(endpoint))
        await withTaskCancellationHandler {
            await server.ended.value()
        } onCancel: {
            server.stop()
        }
        if Task.isCancelled { return }
        let failure = ClusterError(
            .notReady, "the private server ended and is started again", underlying: folder.lastComplaint)
        broadcast.send(.interrupted(failure))
        throw failure
    }

    private func join(_ folder: ServerFolder) async throws(ClusterError) {
        let membership = ServerMembership(folder: folder, limit: options.startLimit)
        guard let endpoint = try await membership.endpoint() else { return }
        broadcast.send(.joined(endpoint))
        await membership.waitForEnd()
        if Task.isCancelled { return }
        broadcast.send(
            .interrupted(ClusterError(.notJoined, "the dashboard that ran the private server has ended")))
    }
}
