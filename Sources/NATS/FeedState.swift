/// What an ordered consumer knows, and what it decides: no input or output in here.
struct FeedState {
    enum Phase: Equatable {
        /// Not receiving; why, when the reader is to be told.
        case down(String?)
        case live
        case over
    }

    /// What the reader's side has to do next.
    enum Step {
        case deliver(Delivery)
        case deliverAll([StoredMessage])
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
    /// When the stream stored it, in nanoseconds since 1970; by both it is known again.
    private(set) var receivedTime: Int64?
    /// Whether the next consumer goes on after `received`, instead of starting as the options say.
    private(set) var hasPosition = false
    private(set) var isInterrupted = false
    private(set) var lastSign = ContinuousClock.now
    private var consumerSequence: UInt64 = 0
    /// The sequence with which the present consumer was to begin.
    private var beginning: UInt64 = 1
    private var beganWithPosition = false
    private var messages: [StoredMessage] = []
    /// How many of `messages` have been taken.
    private var head = 0
    /// The server waits for a sign on a subject that so many of `messages` have been taken.
    private var signs: [(after: Int, subject: String)] = []

    init(limit: Int) { self.limit = max(1, limit) }

    /// A new consumer of the server is about to be made; returns its generation.
    ///
    /// - Parameter start: the sequence with which it begins as long as nothing was received.
    mutating func begin(at start: UInt64 = 1) -> UInt64 {
        guard phase != .over else { return generation }
        generation += 1
        consumerSequence = 0
        beginning = hasPosition ? received + 1 : start
        beganWithPosition = hasPosition
        lastSign = .now
        phase = .live
        return generation
    }

    /// The consumer is there and begins behind this sequence.
    mutating func begun(_ generation: UInt64, behind sequence: UInt64, startsNew: Bool) -> Delivery? {
        guard generation == self.generation, phase == .live else { return nil }
        if startsNew, !beganWithPosition {
            if sequence > received { receivedTime = nil }
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
        receivedTime = nil
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
        messages = []
        signs = []
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
        return !isIdle
    }

    private mutating func take(_ message: Message) {
        guard let position = message.reply.flatMap(StreamPosition.init(reply:)) else { return }
        guard position.consumerSequence == consumerSequence + 1 else {
            return fall("messages were lost on the way")
        }
        // The reader is slow: what does not fit is read again when there is room.
        guard messages.count - head < limit else { return fall(nil) }
        consumerSequence = position.consumerSequence
        guard position.streamSequence > received else { return }
        received = position.streamSequence
        receivedTime = position.timeNanoseconds
        hasPosition = true
        messages.append(StoredMessage(message, position))
    }

    private mutating func takeSign(_ message: Message) {
        if let reply = message.reply { return signs.append((messages.count, reply)) }
        if let last = message.headers["Nats-Last-Consumer"].flatMap({ UInt64($0) }), last > consumerSequence {
            return fall("messages were lost on the way")
        }
        if let stalled = message.headers["Nats-Consumer-Stalled"],
            !signs.contains(where: { $0.subject == stalled })
        {
            signs.append((messages.count, stalled))
        }
    }

    /// Whether there is nothing to do but wait.
    var isIdle: Bool { head == messages.count && signs.isEmpty && phase == .live }

    /// The next thing to do; what has been received comes before anything else.
    mutating func step() -> Step {
        if let subject = takeSign() { return .answer(subject) }
        if head < messages.count { return .deliver(.message(takeMessage())) }
        return stepWithoutMessages()
    }

    /// The next thing to do, with all messages at once that have been received.
    mutating func stepOverAll() -> Step {
        if let subject = takeSign() { return .answer(subject) }
        if head < messages.count { return .deliverAll(takeMessages()) }
        return stepWithoutMessages()
    }

    private mutating func stepWithoutMessages() -> Step {
        switch phase {
        case .over: return .end
        case .live: return .wait
        case .down(let reason):
            guard let reason, !isInterrupted else { return .build }
            isInterrupted = true
            return .deliver(.interrupted(reason: reason, at: received))
        }
    }

    /// A subject whose sign is due.
    private mutating func takeSign() -> String? {
        guard let sign = signs.first, sign.after <= head else { return nil }
        return signs.removeFirst().subject
    }

    private mutating func takeMessage() -> StoredMessage {
        let message = messages[head]
        head += 1
        if head == messages.count {
            forget(keepingCapacity: head <= 1024)
        } else if head >= 1024, head * 2 >= messages.count {
            forget(keepingCapacity: true)
        }
        return message
    }

    /// Takes all, up to the next sign that the server waits for.
    private mutating func takeMessages() -> [StoredMessage] {
        let end = min(messages.count, signs.first?.after ?? .max)
        if head == 0, end == messages.count {
            let taken = messages
            head = end
            forget(keepingCapacity: false)
            return taken
        }
        let taken = Array(messages[head..<end])
        head = end
        forget(keepingCapacity: true)
        return taken
    }

    /// Forgets the messages that have been taken.
    private mutating func forget(keepingCapacity: Bool) {
        if head == messages.count {
            messages.removeAll(keepingCapacity: keepingCapacity)
        } else {
            messages.removeFirst(head)
        }
        for index in signs.indices { signs[index].after -= head }
        head = 0
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
