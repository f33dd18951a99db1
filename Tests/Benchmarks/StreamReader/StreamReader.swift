import Glibc
import NATS

/// Reads a stream with our ordered consumer, for the comparison with a bare one.
///
/// usage: stream-reader URL replay|follow COUNT
@main
struct StreamReader {
    let connection: Connection
    let count: Int

    static func main() async {
        let words = CommandLine.arguments
        guard words.count == 4, ["replay", "follow"].contains(words[2]), let count = Int(words[3]) else {
            print("usage: stream-reader URL replay|follow COUNT")
            exit(64)
        }
        let connection = Connection(ConnectionOptions(servers: [words[1]]))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await connection.run() }
            await StreamReader(connection: connection, count: count).read(follows: words[2] == "follow")
            group.cancelAll()
        }
    }

    private func read(follows: Bool) async {
        let start = ContinuousClock.now
        var lags: [Int64] = []
        var seen = 0
        let consumer = connection.jetStream.consume(
            ConsumerOptions(stream: "BENCH_REPLAY", start: follows ? .new : .all))
        for await delivery in consumer {
            guard case .message(let message) = delivery else { continue }
            seen += 1
            if follows { lags.append(Self.now - Self.number(message.payload)) }
            if seen == count { break }
        }
        let time = start.duration(to: .now) / .seconds(1)
        lags.sort()
        let lag = lags.isEmpty ? 0 : lags[Int(Double(lags.count - 1) * 0.95)]
        print("rate=\(Int(Double(seen) / time)) p95=\(Double(lag) / 1000) missing=\(count - seen)")
    }

    /// The time of day in nanoseconds.
    private static var now: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The number that the text begins with.
    private static func number(_ text: [UInt8]) -> Int64 {
        text.prefix { (48...57).contains($0) }.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
}
