import Tickets

/// Measures what a request costs without the network: codec, store, lists and search.
///
/// Arguments: how many tickets the large store holds (1000000).
@main
struct MicroBenchmark {
    static func main() async {
        let large = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
        print("| what | p50 | p99 | beside |")
        print("|---|---|---|---|")
        for count in [10_000, 100_000] { StoreBenchmark(count: count).runMemory() }
        CodecBenchmark().run()
        for count in [10_000, large] { await StoreBenchmark(count: count).run() }
    }

    /// Prints one line of the table.
    static func report(_ what: String, _ times: Times, beside: String = "") {
        print("| \(what) | \(times.text(0.5)) | \(times.text(0.99)) | \(beside) |")
    }
}
