import CNATS
import Glibc

extension Message {
    /// Copies everything out of a message of libnats, which stays the caller's.
    ///
    /// - Parameter readsHeaders: `false` leaves the headers of a message with a payload alone; what the
    ///   server says by a status has none.
    init(copying raw: OpaquePointer, readsHeaders: Bool = true) {
        subject = unsafe String(cString: natsMsg_GetSubject(raw))
        reply = unsafe natsMsg_GetReply(raw).map { unsafe String(cString: $0) }
        let count = unsafe Int(natsMsg_GetDataLength(raw))
        if count > 0, let data = unsafe natsMsg_GetData(raw) {
            payload = unsafe Array(UnsafeRawBufferPointer(start: data, count: count))
        } else {
            payload = []
        }
        headers = [:]
        status = nil
        if readsHeaders || payload.isEmpty { unsafe readHeaders(raw) }
    }

    private mutating func readHeaders(_ raw: OpaquePointer) {
        var names: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        var count: Int32 = 0
        guard unsafe natsMsgHeader_Keys(raw, &names, &count) == NATS_OK, let names = unsafe names else {
            return
        }
        defer { unsafe free(names) }
        for index in 0..<Int(count) {
            guard let name = unsafe names[index] else { continue }
            unsafe readValues(raw, name)
        }
        // libnats gives the status line as two headers of its own making.
        if let code = headers["Status"].flatMap({ Int($0) }) {
            status = code
            headers["Status"] = nil
        }
    }

    private mutating func readValues(_ raw: OpaquePointer, _ name: UnsafePointer<CChar>) {
        var values: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        var count: Int32 = 0
        guard unsafe natsMsgHeader_Values(raw, name, &values, &count) == NATS_OK,
            let values = unsafe values
        else { return }
        defer { unsafe free(values) }
        let text = unsafe String(cString: name)
        for index in 0..<Int(count) {
            headers.append(text, unsafe values[index].map { unsafe String(cString: $0) } ?? "")
        }
    }
}
