import ArgumentParser
import CommandOptions
import Glibc

/// How the streams are kept.
struct StreamArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Servers that keep each event, 1 to 5 (TICKET_REPLICAS; default: 3 on a cluster, else 1).",
            valueName: "n"))
    var replicas: String?

    /// The number of replicas that was asked for.
    ///
    /// - Throws: `CommandFailure` with status 64 when it is no such number.
    func count() throws -> Int? {
        guard let text = replicas ?? environmentVariable("TICKET_REPLICAS") else { return nil }
        guard let count = Int(text), (1...5).contains(count) else {
            throw CommandFailure("--replicas: a number from 1 to 5", status: ExitStatus.usage)
        }
        return count
    }
}

/// A variable of the environment; an empty one counts as absent.
func environmentVariable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
}
