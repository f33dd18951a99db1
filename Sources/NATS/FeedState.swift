/// What an ordered consumer knows, and what it decides: no input or output in here.
struct FeedState {
    enum Phase: Equatable {
        /// Not receiving; why, when the reader is to be told.
        case down(String?)
        case live
        case over
    }

    enum Item: Equatable {
        case message(StoredMessage)
        /// The server waits for a sign on this subject that all before it has been taken.
        case flowControl(String)
    }

    /// What the reader's side has to do next.
    enum Step {
        case deliver(Delivery)
        case answer(String)
        case build
        case wait
        case end
    }

    private let limit: Int
    private(set) var phase = Phase.down(nil)
    /// Tells the messages of the present consumer of the server from those of earlier ones.
    private(set) var generation: UInt64 = 0
    /// The last sequence of the stream that was received.
    private(set) var received: UInt64 = 0
    /// Whether the next consumer goes on after `received`, instead of starting as the options say.
    private(set) var hasPosition = false
    private(set) var isInterrupted = false
    private(set) var lastSign = ContinuousClock.now
    private var consumerSequence: UInt64 = 0
    /// The sequence with which the present consumer was to begin.
    private var beginning: UInt64 = 1
    private var beganWithPosition = false
    private var items: [Item] = []
    private var head = 0

    init(limit: Int) { self.limit = max(1, limit) }

    /// A new consumer of the server is about to be made; returns its generation.
    mutating func begin() -> UInt64 {
        guard phase != .over else { return generation }
        generation += 1
        consumerSequence = 0
        beginning = received + 1
        beganWithPosition = hasPosition
        lastSign = .now
        phase = .live
        return generation
    }

    /// The consumer is there and begins behind this sequence.
    mutating func begun(_ generation: UInt64, behind sequence: UInt64, startsNew: Bool) -> Delivery? {
        guard generation == self.generation, phase == .live else { return nil }
        if startsNew, !beganWithPosition {
            received = max(received, sequence)
            hasPosition = true
            beginning = sequence + 1
        }
        guard isInterrupted else { return nil }
        isInterrupted = false
        // Messages may have come already: they stand behind this.
        return .resumed(from: beginning)
    }

    /// Receiving has ended; `reason` is for the reader, none when it need not know.
    mutating func fall(_ reason: String?) {
        switch phase {
        case .live: phase = .down(reason)
        case .down(nil): phase = .down(reason)
        case .down, .over: break
        }
    }

    /// Everything read is void: the stream is another one.
    mutating func startOver() {
        received = 0
        hasPosition = true
    }

    /// The reader is being told of an interruption; returns whether it knows already.
    mutating func interrupt() -> Bool {
        defer { isInterrupted = true }
        return isInterrupted
    }

    /// No more, ever.
    mutating func end() {
        phase = .over
        items = []
        head = 0
    }

    /// Takes a message of the server; returns whether the reader has something to do now.
    mutating func receive(_ message: Message, _ generation: UInt64) -> Bool {
        guard generation == self.generation, phase == .live else { return false }
        lastSign = .now
        switch message.status {
        case nil: take(message)
        case 100: takeSign(message)
        default: fall("the server has ended the consumer: \(message.headers["Description"] ?? "no reason")")
        }
        return head < items.count || phase != .live
    }

    private mutating func take(_ message: Message) {
        guard let position = message.reply.flatMap(StreamPosition.init(reply:)) else { return }
        guard position.consumerSequence == consumerSequence + 1 else {
            return fall("messages were lost on the way")
        }
        // The reader is slow: what does not fit is read again when there is room.
        guard items.count - head < limit else { return fall(nil) }
        consumerSequence = position.consumerSequence
        guard position.streamSequence > received else { return }
        received = position.streamSequence
        hasPosition = true
        items.append(.message(StoredMessage(message, position)))
    }

    private mutating func takeSign(_ message: Message) {
        if let reply = message.reply { return items.append(.flowControl(reply)) }
        if let last = message.headers["Nats-Last-Consumer"].flatMap({ UInt64($0) }), last > consumerSequence {
            return fall("messages were lost on the way")
        }
        if let stalled = message.headers["Nats-Consumer-Stalled"],
            !items[head...].contains(.flowControl(stalled))
        {
            items.append(.flowControl(stalled))
        }
    }

    /// Whether there is nothing to do but wait.
    var isIdle: Bool { head == items.count && phase == .live }

    /// The next thing to do; what has been received comes before anything else.
    mutating func step() -> Step {
        if head < items.count { return takeItem() }
        switch phase {
        case .over: return .end
        case .live: return .wait
        case .down(let reason):
            guard let reason, !isInterrupted else { return .build }
            isInterrupted = true
            return .deliver(.interrupted(reason: reason, at: received))
        }
    }

    private mutating func takeItem() -> Step {
        let item = items[head]
        head += 1
        if head == items.count {
            items.removeAll(keepingCapacity: head <= 1024)
            head = 0
        } else if head >= 1024, head * 2 >= items.count {
            items.removeFirst(head)
            head = 0
        }
        return switch item {
        case .message(let message): .deliver(.message(message))
        case .flowControl(let subject): .answer(subject)
        }
    }
}

extension StoredMessage {
    fileprivate init(_ message: Message, _ position: StreamPosition) {
        self.init(
            stream: position.stream, subject: message.subject, sequence: position.streamSequence,
            timeNanoseconds: position.timeNanoseconds, headers: message.headers, payload: message.payload,
            pending: position.pending)
    }
}
