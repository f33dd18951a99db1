import Synchronization

/// The answers to one question that several may answer.
final class AnswerCollection: Sendable {
    private let messages = Mutex<[Message]>([])

    /// All answers so far.
    var all: [Message] { messages.withLock { $0 } }

    /// Adds an answer; returns all so far.
    func add(_ message: Message) -> [Message] {
        messages.withLock { messages in
            messages.append(message)
            return messages
        }
    }
}
