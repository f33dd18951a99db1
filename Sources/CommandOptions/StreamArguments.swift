public import ArgumentParser

/// How the streams are kept.
public struct StreamArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Servers that keep each event, 1 to 5 (TICKET_REPLICAS; default: 3 on a cluster, else 1).",
            valueName: "n"))
    public var replicas: String?

    public init() {}

    /// The number of replicas that was asked for; `nil` when none was.
    ///
    /// - Throws: `CommandFailure` with status 64 when it is no such number.
    public func count() throws -> Int? {
        guard let text = replicas ?? environmentVariable("TICKET_REPLICAS") else { return nil }
        guard let count = Int(text), (1...5).contains(count) else {
            let source = replicas == nil ? "TICKET_REPLICAS" : "--replicas"
            throw CommandFailure("\(source): a number from 1 to 5", status: ExitStatus.usage)
        }
        return count
    }
}
