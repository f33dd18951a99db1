import Glibc

/// The programs as they were built beside the tests.
public enum Programs {
    /// `ticketdeck`
    public static let dashboard = folder + "/ticketdeck"
    /// `ticket-svc`
    public static let service = folder + "/ticket-svc"
    /// `ticket-api`
    public static let api = folder + "/ticket-api"

    private static let folder: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }()
}
