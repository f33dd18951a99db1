import JSON
import TicketWire
import Tickets

/// The figures of a load test, for people and for programs.
struct LoadReport: Sendable {
    let plan: LoadPlan
    let figures: LoadFigures
    let elapsed: Duration

    /// Whether every request was done.
    var isClean: Bool { figures.errors.isEmpty }

    /// A table with a line for each action, and the errors below it.
    ///
    /// - Parameter width: the columns of the terminal; `nil`: nothing is cut.
    func text(fitting width: Int?) -> String {
        var table = TextTable(
            [TextTable.Column(heading: "ACTION")]
                + ["REQUESTS", "ERRORS", "PER SECOND", "P50 ms", "P95 ms", "P99 ms", "MAX ms"].map {
                    TextTable.Column(heading: $0, isNumber: true)
                })
        for (name, action) in rows {
            let latencies = action.latencies
            let quantiles = [0.5, 0.95, 0.99].map { LoadReport.milliseconds(latencies.quantile($0)) }
            table.add(
                [name, String(latencies.count), String(action.errors), String(perSecond(action))] + quantiles
                    + [LoadReport.milliseconds(latencies.maximum)])
        }
        var text = table.text(fitting: width)
        for (error, count) in sortedErrors { text += "\(count) x \(DisplayText.line(error))\n" }
        return text
    }

    /// One JSON document.
    var json: JSONValue {
        var document = LoadReport.figures(of: figures.total, perSecond(figures.total))
        document["duration_ms"] = .integer(Int64(elapsed / .milliseconds(1)))
        document["tenants"] = .integer(Int64(plan.tenants.count))
        document["concurrency"] = .integer(Int64(plan.concurrency))
        document["mix"] = .string(plan.mix.rawValue)
        let actions = rows.dropLast().map { name, action in
            (name, JSONValue.object(LoadReport.figures(of: action, perSecond(action))))
        }
        document["actions"] = .object(JSONObject(actions))
        document["error_counts"] = .object(
            JSONObject(sortedErrors.map { ($0.key, .integer(Int64($0.value))) }))
        return .object(document)
    }

    /// The actions in the order of the contract, then all together.
    private var rows: [(String, LoadFigures.Action)] {
        ServiceAction.allCases.compactMap { action in figures.actions[action].map { (action.rawValue, $0) } }
            + [("total", figures.total)]
    }

    private var sortedErrors: [(key: String, value: Int)] {
        figures.errors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    }

    private func perSecond(_ action: LoadFigures.Action) -> Int {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 ? Int((Double(action.latencies.count) / seconds).rounded()) : 0
    }

    private static func figures(of action: LoadFigures.Action, _ perSecond: Int) -> JSONObject {
        let latencies = action.latencies
        func number(_ value: UInt64) -> JSONValue { .integer(Int64(clamping: value)) }
        return JSONObject([
            ("requests", number(latencies.count)), ("errors", .integer(Int64(action.errors))),
            ("per_second", .integer(Int64(perSecond))), ("p50_us", number(latencies.quantile(0.5))),
            ("p95_us", number(latencies.quantile(0.95))), ("p99_us", number(latencies.quantile(0.99))),
            ("max_us", number(latencies.maximum)),
        ])
    }

    /// Microseconds as milliseconds with two decimals.
    private static func milliseconds(_ microseconds: UInt64) -> String {
        let hundredths = (microseconds + 5) / 10
        let decimals = String(hundredths % 100)
        return "\(hundredths / 100).\(String(repeating: "0", count: 2 - decimals.count))\(decimals)"
    }
}
