import Tickets

/// A support desk of the demo: its people, and what they are asked.
struct DemoDesk: Sendable {
    let tenant: Tenant
    /// Who works on tickets, the quickest first.
    let agents: [String]
    /// Who writes them.
    let reporters: [String]
    let cases: [DemoCase]

    /// What somebody asks for.
    struct DemoCase: Sendable {
        let title: String
        let description: String
        let priority: Priority
    }

    /// The desks that the program has with it.
    static let all: [DemoDesk] = [
        ("acme", PackageResources.acme_txt), ("globex", PackageResources.globex_txt),
        ("initech", PackageResources.initech_txt),
    ].compactMap { name, bytes in
        Tenant(name).flatMap { DemoDesk($0, reading: String(decoding: bytes, as: UTF8.self)) }
    }

    /// Reads a desk's text: lines with its people, then a line for each case; `nil` when one of these lacks.
    init?(_ tenant: Tenant, reading text: String) {
        var (agents, reporters, cases): ([String], [String], [DemoCase]) = ([], [], [])
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if let names = DemoDesk.names(line, after: "agents: ") {
                agents = names
            } else if let names = DemoDesk.names(line, after: "reporters: ") {
                reporters = names
            } else {
                let parts = line.split(separator: "|", maxSplits: 2).map { DemoDesk.trimmed($0) }
                guard parts.count == 3, let priority = Priority(rawValue: parts[0]) else { return nil }
                cases.append(DemoCase(title: parts[1], description: parts[2], priority: priority))
            }
        }
        guard agents.count > 1, !reporters.isEmpty, !cases.isEmpty else { return nil }
        self.tenant = tenant
        self.agents = agents
        self.reporters = reporters
        self.cases = cases
    }

    private static func names(_ line: Substring, after mark: String) -> [String]? {
        guard line.hasPrefix(mark) else { return nil }
        return line.dropFirst(mark.count).split(separator: ",").map { trimmed($0) }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
