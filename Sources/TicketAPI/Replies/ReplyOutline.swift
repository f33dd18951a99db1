/// What HTTP needs to know of a reply of the service, read without a tree of its values.
struct ReplyOutline: Equatable {
    /// The reply's code when it failed; 200 when it did not.
    private(set) var code = 502
    /// The id of the ticket in `data`.
    private(set) var id: String?
    /// The revision of the ticket in `data`.
    private(set) var revision: Int?

    /// Reads a reply; one that is none has code 502.
    ///
    /// - Parameter findsTicket: whether to look into `data`; otherwise a success is told by its first member.
    init(_ reply: [UInt8], findsTicket: Bool) {
        var scan = MemberScan(reply)
        var isSuccess: Bool?
        var told: Int?
        guard scan.enterObject() else { return }
        while let key = scan.nextKey() {
            if scan.text(key, is: "success") {
                isSuccess = scan.literal() == "true"
            } else if scan.text(key, is: "code") {
                told = scan.literal().flatMap { Int($0) }
            } else if findsTicket, scan.text(key, is: "data") {
                readTicket(&scan)
            } else if !scan.skipValue() {
                return
            }
            if isSuccess == true, !findsTicket || revision != nil { break }
        }
        switch isSuccess {
        case true?: code = 200
        case false?: code = told.flatMap { (400..<600).contains($0) ? $0 : nil } ?? 502
        case nil: break
        }
    }

    private mutating func readTicket(_ scan: inout MemberScan) {
        guard scan.enterObject() else {
            _ = scan.skipValue()
            return
        }
        while let key = scan.nextKey() {
            if scan.text(key, is: "id") {
                id = scan.string()
            } else if scan.text(key, is: "revision") {
                revision = scan.literal().flatMap { Int($0) }
            } else if !scan.skipValue() {
                return
            }
        }
    }
}
