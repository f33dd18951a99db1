/// Something that the servers told by themselves.
public struct ServerAdvisory: Sendable, Hashable {
    /// How much it matters.
    public enum Weight: Sendable, Hashable { case good, info, warning, bad }

    public let weight: Weight
    /// One sentence; its names are of remote origin.
    public let text: String
    /// The stream it is about.
    public let stream: String?
    /// The consumer it is about.
    public let consumer: String?
    /// The server it is about.
    public let server: String?

    /// The subjects on which servers tell; the last ones reach users of the system account only.
    public static let subjects =
        [
            "$JS.EVENT.ADVISORY.STREAM.>", "$JS.EVENT.ADVISORY.CONSUMER.>", "$JS.EVENT.ADVISORY.SERVER.>",
            "$JS.EVENT.ADVISORY.DOMAIN.>",
        ] + systemSubjects

    /// Those that reach users of the system account only.
    public static let systemSubjects = [
        "$SYS.SERVER.*.SHUTDOWN", "$SYS.SERVER.*.LAMEDUCK",
        "$SYS.SERVER.*.CLIENT.AUTH.ERR", "$SYS.ACCOUNT.*.DISCONNECT",
    ]
}
