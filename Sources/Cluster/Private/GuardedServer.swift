import Dispatch
import Glibc
import Synchronization

/// A server that runs under a guard, seen from the dashboard.
final class GuardedServer: Sendable {
    /// The process of the server itself, once the guard has started it.
    let serverPID = Once<Int32?>()
    /// Set when guard and server are gone.
    let ended = Once<Void>()

    private let guardPID: pid_t
    private let channel: Int32
    private let stopLimit: Duration
    private let queue = DispatchQueue(label: "ticketdeck.private-server")
    private let isStopping = Mutex(false)

    /// Starts the guard, which starts the server.
    ///
    /// - Parameters:
    ///   - command: the command of the server.
    ///   - lock: the lock of the folder, handed on.
    /// - Throws: `notReady` or `dataDirectory`.
    init(
        _ command: [String], guardCommand: [String], folder: ServerFolder, lock: borrowing FolderLock,
        stopLimit: Duration
    ) throws(ClusterError) {
        self.stopLimit = stopLimit
        let log = unsafe open(
            folder.path(of: ServerFolder.logName), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw .system(.dataDirectory, "the server's log cannot be written", errno) }
        defer { close(log) }
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw .system(.notReady, "the server's guard cannot be started", errno)
        }
        defer { close(ends[1]) }
        channel = ends[0]
        do throws(ClusterError) {
            guardPID = try ChildProcess.start(
                guardCommand + [String(stopLimit.milliseconds)] + command,
                .init(input: ends[1], output: log, extra: lock.descriptor))
        } catch {
            close(ends[0])
            throw error
        }
        watch()
    }

    /// Reads what the guard says until it is gone. One source, no thread that waits.
    private func watch() {
        let source = DispatchSource.makeReadSource(fileDescriptor: channel, queue: queue)
        let text = Mutex<[UInt8]>([])
        source.setEventHandler { [self] in
            // All that is there: Dispatch tells of data and of the end behind it with one event.
            var bytes = [UInt8](repeating: 0, count: 64)
            while true {
                let count = unsafe recv(channel, &bytes, bytes.count, Int32(MSG_DONTWAIT))
                if count > 0 {
                    noteServer(
                        text.withLock { text in
                            text += bytes[..<count]
                            return text
                        })
                } else if count < 0, errno == EINTR {
                    continue
                } else if count < 0, errno == EAGAIN {
                    return
                } else {
                    source.cancel()
                    return
                }
            }
        }
        source.setCancelHandler { [self] in
            close(channel)
            var status: Int32 = 0
            // The guard closes the channel by ending: this does not wait.
            while unsafe waitpid(guardPID, &status, 0) < 0, errno == EINTR {}
            serverPID.set(nil)
            ended.set(())
        }
        source.activate()
    }

    /// Takes the server's process from a whole line of the guard.
    private func noteServer(_ line: [UInt8]) {
        guard line.last == UInt8(ascii: "\n") else { return }
        serverPID.set(Int32(String(decoding: line.dropLast(), as: UTF8.self)))
    }

    /// Lets the guard stop the server; `ended` tells when that is done. Safe to call again.
    func stop() {
        queue.async { [self] in
            let isFirst = isStopping.withLock { isStopping in
                defer { isStopping = true }
                return !isStopping
            }
            guard isFirst, ended.current == nil else { return }
            shutdown(channel, Int32(SHUT_WR))
            // The guard kills a server that does not obey; this is for a guard that does not.
            queue.asyncAfter(deadline: .now() + (stopLimit + .seconds(2)).dispatchInterval) { [self] in
                guard ended.current == nil else { return }
                if let server = serverPID.current ?? nil { kill(server, SIGKILL) }
                kill(guardPID, SIGKILL)
            }
        }
    }
}
