import JSON
import Tickets

extension EventBounds {
    /// Reads what the server tells of a stream.
    init(streamInfo info: JSONValue) {
        let state = info["state"]
        func number(_ key: String) -> UInt64 { UInt64(clamping: state?[key]?.integer ?? 0) }
        func time(_ key: String) -> Timestamp? { state?[key]?.string.flatMap { Timestamp($0) } }
        let (messages, last) = (number("messages"), number("last_seq"))
        let isEmpty = messages == 0
        self.init(
            firstSequence: isEmpty ? last + 1 : number("first_seq"), lastSequence: last, messages: messages,
            firstTime: isEmpty ? nil : time("first_ts"), lastTime: isEmpty ? nil : time("last_ts"))
    }
}
