import CNATS
import Glibc
import Synchronization

/// Moves the bytes of one link between libnats and its socket.
///
/// libnats alone either writes each message to the socket by itself or leaves it for a thread that waits a
/// millisecond. Here what is published lies in its buffer only while somebody holds the pump, and then
/// leaves in one piece: a single message at once, the answers to a burst of requests together.
///
/// Messages are handled on the pump's thread, where they were read: no other thread has to be woken for them.
///
/// `@unchecked Sendable` is safe because `connection` and the descriptors are set before the thread starts,
/// `round` is used by that thread only, and everything else is atomic or behind a lock.
@safe
final class SocketPump: @unchecked Sendable {
    /// How much may wait for a slow server before a publisher waits, too.
    private static let bufferLimit: Int32 = 4_194_304
    /// How many messages may be published while the pump is held all the time.
    private static let messageLimit = 32
    /// How often the thread reads before it writes.
    private static let readLimit = 16

    private var connection: OpaquePointer?
    private var socket: Int32 = -1
    private var alarm: (read: Int32, write: Int32) = (-1, -1)
    private var thread = pthread_t()
    private let patience: Duration

    /// How many are about to publish, each of whom looks after the buffer when they are done.
    private let holders = Atomic(0)
    /// Whether libnats has something to write.
    private let isDue = Atomic(false)
    /// Whether the last write left something, because the socket was full.
    private let isPartial = Atomic(false)
    private let isStopped = Atomic(false)
    private let unwritten = Atomic(0)
    private let writing = Mutex(())
    /// Whose messages the thread handles.
    let subscriptions = LinkSubscriptions()
    private let round = DeliveryRound()

    /// - Parameter patience: how long a publisher waits for a server that takes nothing.
    init(patience: Duration) { self.patience = patience }

    deinit {
        for descriptor in [socket, alarm.read, alarm.write] where descriptor >= 0 { close(descriptor) }
    }

    /// From now on what is published may wait for `release`.
    func hold() { holders.add(1, ordering: .sequentiallyConsistent) }

    /// A message has been published; it leaves now, unless others hold the pump and will see to it.
    func releaseMessage() {
        let left = holders.subtract(1, ordering: .sequentiallyConsistent).newValue
        let count = unwritten.add(1, ordering: .relaxed).newValue
        if count < SocketPump.messageLimit {
            if left > 0 { return }
            // The round of deliveries writes at its end.
            if isOwnThread, round.isBurst { return }
        }
        write()
    }

    /// A burst is over: what was published in it leaves now.
    func releaseBurst() {
        holders.subtract(1, ordering: .sequentiallyConsistent)
        write()
    }

    /// Writes what lies in the buffer.
    func write() {
        if isOwnThread {
            _ = writeOnOwnThread()
            return
        }
        writing.withLock { _ in writeDue() }
        if isDue.load(ordering: .sequentiallyConsistent), !isStopped.load(ordering: .acquiring) {
            waitForRoom()
        }
    }

    /// The socket is full: the thread goes on writing, and with too much in the buffer the caller waits.
    private func waitForRoom() {
        ring()
        guard unsafe natsConnection_Buffered(connection) > SocketPump.bufferLimit, !isOwnThread else {
            return
        }
        let deadline = ContinuousClock.now + patience
        while unsafe natsConnection_Buffered(connection) > SocketPump.bufferLimit {
            guard !isStopped.load(ordering: .acquiring) else { return }
            guard ContinuousClock.now < deadline else {
                // Ends the link as a write that takes too long does.
                shutdown(socket, Int32(SHUT_RDWR))
                return
            }
            usleep(1000)
        }
    }

    /// Calls something when no message is being handled; at once, when none will be any more.
    func afterRound(_ call: @escaping @Sendable () -> Void) {
        guard subscriptions.callLater(call) else { return call() }
        ring()
    }

    /// Whether so much waits for the server that nothing more should be asked for.
    private var isFull: Bool { unsafe natsConnection_Buffered(connection) > SocketPump.bufferLimit }

    private var isOwnThread: Bool { pthread_equal(pthread_self(), thread) != 0 }

    /// Has the thread look after its subscriptions.
    func ring() {
        var byte: UInt8 = 1
        _ = unsafe Glibc.write(alarm.write, &byte, 1)
    }
}

extension SocketPump {
    /// Gives the pump to a connection that is about to be made.
    func attach(to settings: OpaquePointer?) throws(NATSError) {
        let closure = unsafe Unmanaged.passUnretained(self).toOpaque()
        try check(
            unsafe natsOptions_SetEventLoop(
                settings, closure, Self.onAttach, Self.onRead, Self.onWrite, Self.onDetach),
            "natsOptions_SetEventLoop")
    }

    private static let onAttach:
        @convention(c) (
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?, UnsafeMutableRawPointer?, OpaquePointer?,
            natsSock
        ) -> natsStatus = { data, loop, connection, socket in
            guard let data = unsafe data, let loop = unsafe loop else { return NATS_INVALID_ARG }
            let pump = unsafe pump(loop)
            guard unsafe pump.start(connection, socket) else { return NATS_SYS_ERROR }
            // libnats keeps the pump: it may detach while another thread already destroys the connection.
            unsafe data.pointee = Unmanaged.passRetained(pump).toOpaque()
            return NATS_OK
        }

    /// Reading ends only with the connection.
    private static let onRead: @convention(c) (UnsafeMutableRawPointer?, Bool) -> natsStatus = { data, adds in
        guard let data = unsafe data, !adds else { return NATS_OK }
        unsafe pump(data).stop()
        return NATS_OK
    }

    private static let onWrite: @convention(c) (UnsafeMutableRawPointer?, Bool) -> natsStatus = {
        data, adds in
        guard let data = unsafe data else { return NATS_OK }
        let pump = unsafe pump(data)
        pump.isDue.store(adds, ordering: .sequentiallyConsistent)
        // Whoever holds the pump writes: only pings, subscriptions and the like need the thread.
        if adds, pump.holders.load(ordering: .sequentiallyConsistent) == 0 { pump.ring() }
        return NATS_OK
    }

    /// The last call; afterwards the connection may be freed, so the thread must be done with it.
    private static let onDetach: @convention(c) (UnsafeMutableRawPointer?) -> natsStatus = { data in
        guard let data = unsafe data else { return NATS_OK }
        let pump = unsafe Unmanaged<SocketPump>.fromOpaque(data).takeRetainedValue()
        pump.stop()
        if pump.isOwnThread {
            pthread_detach(pump.thread)
        } else {
            pthread_join(pump.thread, nil)
        }
        return NATS_OK
    }

    private static func pump(_ closure: UnsafeMutableRawPointer) -> SocketPump {
        unsafe Unmanaged<SocketPump>.fromOpaque(closure).takeUnretainedValue()
    }
}

extension SocketPump {
    /// Starts the thread that reads; it keeps the pump alive.
    private func start(_ connection: OpaquePointer?, _ socket: Int32) -> Bool {
        var pipe: [Int32] = [-1, -1]
        guard unsafe Glibc.pipe(&pipe) == 0 else { return false }
        alarm = (pipe[0], pipe[1])
        for end in pipe {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        // libnats closes its own descriptor whenever it likes.
        self.socket = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        unsafe self.connection = connection
        let closure = unsafe Unmanaged.passRetained(self)
        let status = unsafe pthread_create(&thread, nil, Self.body, closure.toOpaque())
        if status != 0 { unsafe closure.release() }
        return status == 0
    }

    private func stop() {
        isStopped.store(true, ordering: .releasing)
        ring()
    }

    private static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        closure in
        guard let closure = unsafe closure else { return nil }
        let pump = unsafe Unmanaged<SocketPump>.fromOpaque(closure).takeRetainedValue()
        pump.run()
        nats_ReleaseThreadMemory()
        return nil
    }

    private func run() {
        round.begin()
        var waits = false
        while !isStopped.load(ordering: .acquiring) {
            // With too much in the buffer nothing is read: whoever asks must wait, too.
            let events = (isFull ? 0 : POLLIN) | (waits ? POLLOUT : 0)
            // What waits is handled before it is slept again, unless nothing more could leave.
            let patience: Int32 = round.isBehind && !isFull ? 0 : -1
            var watched = (
                pollfd(fd: socket, events: Int16(events), revents: 0),
                pollfd(fd: alarm.read, events: Int16(POLLIN), revents: 0)
            )
            let count = unsafe withUnsafeMutablePointer(to: &watched) { pair in
                unsafe pair.withMemoryRebound(to: pollfd.self, capacity: 2) { unsafe poll($0, 2, patience) }
            }
            guard count >= 0 else { continue }
            let isRung = watched.1.revents != 0
            if isRung { silence() }
            if isStopped.load(ordering: .acquiring) { break }
            var isReadable = watched.0.revents & Int16(~POLLOUT) != 0
            round.start()
            for _ in 0..<SocketPump.readLimit {
                if isReadable { unsafe natsConnection_ProcessReadEvent(connection) }
                round.deliver(subscriptions, isFull: { isFull }) { write() }
                guard round.isBurst, !round.isBehind, !isFull, !isStopped.load(ordering: .acquiring) else {
                    break
                }
                isReadable = hasMore(within: round.takePause())
                if !isReadable { break }
            }
            round.finish { write() }
            if isRung { subscriptions.callDeferred() }
            if isStopped.load(ordering: .acquiring) { break }
            waits = writeUnheld()
        }
        subscriptions.end()
        round.end()
    }

    /// Whether there is something to read, after a pause in which more may come.
    ///
    /// - Parameter pause: in microseconds.
    private func hasMore(within pause: UInt32) -> Bool {
        if pause > 0 { usleep(pause) }
        var watched = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, 0) > 0 && watched.revents == Int16(POLLIN)
    }

    /// Writes unless somebody who holds the pump will; returns whether the socket is full.
    private func writeUnheld() -> Bool {
        // What did not fit into the socket is this thread's business, whoever holds the pump.
        guard holders.load(ordering: .sequentiallyConsistent) == 0 || isPartial.load(ordering: .relaxed)
        else { return false }
        return writeOnOwnThread()
    }

    /// Writes without waiting for a thread that is writing: it may be the one that ends the connection and
    /// waits for this thread. Otherwise it rings when something is left.
    ///
    /// - Returns: whether the socket is full.
    private func writeOnOwnThread() -> Bool {
        writing.withLockIfAvailable { _ in
            writeDue()
            return isDue.load(ordering: .sequentiallyConsistent)
        } ?? false
    }

    private func writeDue() {
        // libnats takes an empty write for the end of the connection.
        guard isDue.load(ordering: .sequentiallyConsistent) else { return }
        unwritten.store(0, ordering: .relaxed)
        unsafe natsConnection_ProcessWriteEvent(connection)
        isPartial.store(isDue.load(ordering: .sequentiallyConsistent), ordering: .relaxed)
    }

    private func silence() {
        var bytes = (UInt64(0), UInt64(0))
        _ = unsafe read(alarm.read, &bytes, MemoryLayout.size(ofValue: bytes))
    }
}
