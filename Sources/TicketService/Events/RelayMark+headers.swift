import NATS
import TicketWire

extension RelayMark {
    /// The headers of an event that is sent while the log is told up to this mark.
    func headers(of sequence: UInt64) -> [(name: String, value: String)] {
        [
            (WireHeader.logPosition, LogPosition(log: logID, sequence: sequence).text),
            (WireHeader.logTold, String(logSequence) + "." + String(eventSequence)),
        ]
    }

    /// Which change of this log an event comes from; `nil` when it is of another log or of nobody's.
    func position(of message: StoredMessage) -> UInt64? {
        guard let position = message.headers[WireHeader.logPosition].flatMap({ LogPosition($0) }),
            position.log == logID
        else { return nil }
        return position.sequence
    }

    /// The mark that an event of this log carries, or this one when that is further.
    func further(by message: StoredMessage) -> RelayMark {
        guard position(of: message) != nil,
            let told = message.headers[WireHeader.logTold].flatMap({ LogPosition($0) }),
            let sequence = UInt64(told.log), sequence > logSequence
        else { return self }
        return RelayMark(logID: logID, logSequence: sequence, eventSequence: told.sequence)
    }
}
